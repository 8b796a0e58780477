import { createServer } from 'node:net';

/** The preferred port when it is free and not promised to another, else one that the system gives. */
export async function portNear(preferred: number, host: string, promised: ReadonlySet<number>): Promise<number> {
  if (!promised.has(preferred) && (await tryListen(preferred, host)) !== undefined) return preferred;
  const port = await tryListen(0, host);
  if (port === undefined) throw new Error(`no free port on ${host}`);
  return port;
}

export const isFree = async (port: number, host: string): Promise<boolean> =>
  (await tryListen(port, host)) !== undefined;

function tryListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, host, () => {
      const { port: given } = probe.address() as { port: number };
      probe.close(() => resolve(given));
    });
  });
}
