import pWaitFor from 'p-wait-for';

/** Asks again until there is an answer. Returns undefined when the time is over. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { seconds, everyMs = 1000 }: { readonly seconds: number; readonly everyMs?: number },
): Promise<T | undefined> {
  return pWaitFor<T | undefined>(
    async () => {
      const answer = await ask();
      return answer !== undefined && pWaitFor.resolveWith(answer);
    },
    { interval: everyMs, timeout: { milliseconds: seconds * 1000, fallback: () => undefined } },
  );
}
