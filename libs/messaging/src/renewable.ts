import { dropConnection } from '@halden/rhea-fixes';

/** A client of an SDK that is thrown away and made anew when its connection is dead without knowing it. */
export interface Renewable<C> {
  /**
   * Runs `work` with the client. When `signal` ends it before it answers, and the client has answered nobody since `work` began, the
   * connection is taken for dead: the SDK itself would find out only after a minute or two of silence.
   */
  use<R>(work: (client: C) => Promise<R>, signal: AbortSignal): Promise<R>;
  close(): Promise<void>;
}

export function createRenewable<C extends { close(): Promise<void> }>(create: () => C): Renewable<C> {
  let client = create();
  let answeredAt = performance.now();
  const renew = (dead: C) => {
    if (client !== dead) return;
    client = create();
    answeredAt = performance.now();
    dropConnection(dead);
    setImmediate(() => void dead.close().catch(() => undefined));
  };
  return {
    async use(work, signal) {
      const used = client;
      const began = performance.now();
      const onAbort = () => {
        if (answeredAt < began) renew(used);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const result = await work(used);
        if (used === client) answeredAt = performance.now();
        return result;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
    close: () => client.close(),
  };
}
