import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Guard, Logger } from '@halden/service-kit';
import type { DurableOrderStore } from './order-store.ts';
import { openSqliteOrderStore } from './sqlite-order-store.ts';

/** Opens the store that the address names: `sqlite:<file>` the embedded one, anything else a SQL server, behind the guard. */
export async function openOrderStore(options: {
  address: string;
  schema: string;
  guard: Guard;
  log: Logger;
  now: () => number;
}): Promise<DurableOrderStore> {
  const { address, schema, guard, log, now } = options;
  if (address.startsWith('sqlite:')) {
    const file = address.slice('sqlite:'.length);
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return openSqliteOrderStore({ file, log, now });
  }
  const { openSqlOrderStore } = await import('./sql-order-store.ts');
  return guarded(await openSqlOrderStore({ address, schema, log, now }), guard);
}

/** Every call over the network goes through the guard. */
function guarded(store: DurableOrderStore, guard: Guard): DurableOrderStore {
  const through =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      guard.run(() => call(...args));
  return {
    place: through(store.place),
    findAttempt: through(store.findAttempt),
    find: through(store.find),
    list: through(store.list),
    countAttention: through(store.countAttention),
    save: through(store.save),
    seen: through(store.seen),
    versions: through(store.versions),
    prune: through(store.prune),
    check: store.check,
    close: store.close,
    outbox: {
      destinations: through(store.outbox.destinations),
      claim: through(store.outbox.claim),
      markSent: through(store.outbox.markSent),
      postpone: through(store.outbox.postpone),
      park: through(store.outbox.park),
      parked: through(store.outbox.parked),
      countParked: through(store.outbox.countParked),
      replay: through(store.outbox.replay),
      expedite: through(store.outbox.expedite),
    },
  };
}
