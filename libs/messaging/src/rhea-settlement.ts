import { createRequire } from 'node:module';

/** What we need to know of rhea's deliveries. */
interface Delivery {
  id: number;
  settled: boolean;
  state?: { descriptor: { value: unknown } };
}
type Field = 'updated' | 'pending_dispositions';
type DispositionQueue = Record<Field, Delivery[]> & { process: (this: DispositionQueue, ...args: unknown[]) => void };

const patched = new WeakSet<object>();

/**
 * Mends a fault of rhea 3.0.5, which carries the Service Bus and Event Hubs SDKs: when several deliveries are settled in one turn of
 * the event loop, the second one's outcome is not compared with the first one's, so `complete(m1)` and `abandon(m2)` reach the broker
 * as two completes and a message is lost (`write_dispositions` in rhea's session.js). Here each run of equal outcomes is written by
 * itself. Every process that settles messages calls this once before it connects; calling it again changes nothing.
 */
export function mendRheaSettlement(): void {
  const load = createRequire(import.meta.url);
  const Session = load('rhea/lib/session.js') as new (
    connection: object,
    channel: number,
  ) => {
    incoming: DispositionQueue;
    outgoing: DispositionQueue;
  };
  const session = new Session({ options: {} }, 0);
  mend(Object.getPrototypeOf(session.incoming) as DispositionQueue, 'updated');
  mend(Object.getPrototypeOf(session.outgoing) as DispositionQueue, 'pending_dispositions');
}

function mend(prototype: DispositionQueue, field: Field): void {
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const original = prototype.process;
  prototype.process = function (...args) {
    for (const run of runsOfEqualOutcome(this[field])) {
      this[field] = run;
      original.apply(this, args);
    }
    original.apply(this, args);
  };
}

/** AMQP's `accepted`: the only outcome without fields of its own, so the only one that may stand for several deliveries. */
const accepted = 0x24;

/** Neighbours that one disposition frame may speak for: consecutive deliveries, all accepted, all settled or all not. */
export function runsOfEqualOutcome(deliveries: readonly Delivery[]): Delivery[][] {
  const runs: Delivery[][] = [];
  for (const delivery of deliveries) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (
      run &&
      last &&
      last.id + 1 === delivery.id &&
      last.settled === delivery.settled &&
      isAccepted(last) &&
      isAccepted(delivery)
    )
      run.push(delivery);
    else runs.push([delivery]);
  }
  return runs;
}

const isAccepted = ({ state }: Delivery): boolean => Number(state?.descriptor.value) === accepted;
