/** The browser's locks between its tabs; a page without a secure connection has none, and is alone. */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;
const nameOf = (name: string) => `halden.${name}`;

/** Does what one tab of this browser may do at a time. Resolves with `false`, and does nothing, while another tab is at it. */
export async function ifFree(name: string, work: () => Promise<void>): Promise<boolean> {
  const manager = locks();
  if (!manager) {
    await work();
    return true;
  }
  return manager.request(nameOf(name), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

/** Does what one tab of this browser may do at a time, as soon as no other tab is at it. Rejects when the signal comes first. */
export async function whenFree(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const manager = locks();
  if (manager) await manager.request(nameOf(name), { signal }, work);
  else await work();
}
