import rhea, { type Session } from 'rhea';

/** A delivery whose settlement is about to be sent. */
interface Settled {
  settled: boolean;
  state?: { descriptor: { value: unknown } };
}

/** The half of a rhea session that sends dispositions: `process` sends those in one of the two lists. */
interface DispositionSender {
  process: (...args: unknown[]) => void;
  updated?: Settled[];
  pending_dispositions?: Settled[];
}

type SessionHalves = Session & { incoming: DispositionSender; outgoing: DispositionSender };

const fixed = Symbol.for('halden.rhea-settlement');
const acceptedCode = 0x24;

/**
 * Makes rhea 3.0.5 send the peer the outcome of every delivery. Without this, the first two deliveries that are settled
 * in one turn of the event loop reach the peer as one disposition with the outcome of the first: `session.js`,
 * `write_dispositions` does not compare the second outcome with it. An abandoned message is completed that way, and a
 * refused one reported as accepted.
 *
 * Changes rhea itself, for all connections of the process, clients' too. Calling it again changes nothing.
 */
export function fixRheaSettlement(): void {
  const session = rhea.create_container().create_connection({ port: 0 }).create_session() as SessionHalves;
  splitRuns(Object.getPrototypeOf(session.incoming) as DispositionSender, 'updated');
  splitRuns(Object.getPrototypeOf(session.outgoing) as DispositionSender, 'pending_dispositions');
}

function splitRuns(prototype: DispositionSender & { [fixed]?: true }, list: 'updated' | 'pending_dispositions'): void {
  if (prototype[fixed]) return;
  prototype[fixed] = true;
  const { process } = prototype;
  prototype.process = function (this: DispositionSender, ...args: unknown[]) {
    const deliveries = this[list] ?? [];
    if (deliveries.length < 2) return process.apply(this, args);
    for (const run of runsOf(deliveries)) {
      this[list] = run;
      process.apply(this, args);
    }
  };
}

/** Consecutive deliveries that one disposition may cover: rhea merges accepted ones, and those without an outcome. */
function runsOf(deliveries: Settled[]): Settled[][] {
  const runs: Settled[][] = [];
  for (const delivery of deliveries) {
    const run = runs.at(-1);
    const first = run?.[0];
    if (run && first && first.settled === delivery.settled && mergeable(first) && outcome(first) === outcome(delivery))
      run.push(delivery);
    else runs.push([delivery]);
  }
  return runs;
}

function mergeable(delivery: Settled): boolean {
  return [undefined, acceptedCode].includes(outcome(delivery));
}

function outcome({ state }: Settled): number | undefined {
  return state && Number(state.descriptor.value);
}
