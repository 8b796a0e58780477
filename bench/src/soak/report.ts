/** One turn of orders and reads. */
export interface Turn {
  /** Since the beginning, at the turn's end. */
  readonly minutes: number;
  readonly ordersPerSecond: number;
  readonly readsPerSecond: number;
  /** Of all processes. */
  readonly rssMb: number;
  readonly openFiles: number;
  readonly orders: number;
  readonly failures: number;
}

export interface Change {
  readonly first: number;
  readonly last: number;
}

export interface SoakReport {
  readonly minutes: number;
  readonly orders: number;
  readonly ordersPerSecond: Change;
  readonly readsPerSecond: Change;
  readonly rssMb: Change;
  readonly openFiles: Change;
  readonly failures: number;
  readonly turns: readonly Turn[];
  /** What is not as it should be; empty: it could go on for ever. */
  readonly faults: readonly string[];
}

export interface Bounds {
  /** The last rate by the first one, at least. */
  readonly rate: number;
  /** The last memory by the first one, at most. */
  readonly memory: number;
}

/**
 * Compares the last turns with the first ones: of an hour, five minutes each; of less, a third of the time each. Rates are compared from
 * the beginning on; memory and files from the end of the first part, when caches are full.
 */
export function reportOf(turns: readonly Turn[], bounds: Bounds): SoakReport {
  const minutes = turns.at(-1)?.minutes ?? 0;
  const span = Math.min(5, minutes / 3);
  const count = Math.max(1, turns.filter((turn) => turn.minutes <= span).length);
  const [early, late] = [turns.slice(0, count), turns.slice(-count)];
  const warm = turns.filter((turn) => turn.minutes > Math.min(10, minutes / 3)).slice(0, count);
  const change = (key: 'ordersPerSecond' | 'readsPerSecond'): Change => ({
    first: median(early.map((turn) => turn[key])),
    last: median(late.map((turn) => turn[key])),
  });
  const growth = (key: 'rssMb' | 'openFiles'): Change => ({
    first: median(warm.map((turn) => turn[key])),
    last: median(late.map((turn) => turn[key])),
  });
  const measured = {
    ordersPerSecond: change('ordersPerSecond'),
    readsPerSecond: change('readsPerSecond'),
    rssMb: growth('rssMb'),
    openFiles: growth('openFiles'),
  };
  const failures = turns.reduce((sum, turn) => sum + turn.failures, 0);
  const slower = (what: string, { first, last }: Change) =>
    last < first * bounds.rate
      ? [`${what} fell from ${first} to ${last} a second (at least ${bounds.rate} × is expected)`]
      : [];
  const grown = (what: string, { first, last }: Change, most: number) =>
    last > first * most ? [`${what} grew from ${first} to ${last} (at most ${most} × is expected)`] : [];
  return {
    minutes: Math.round(minutes * 10) / 10,
    orders: turns.at(-1)?.orders ?? 0,
    ...measured,
    failures,
    turns,
    faults: [
      ...slower('orders', measured.ordersPerSecond),
      ...slower('reads', measured.readsPerSecond),
      ...grown('memory in MB', measured.rssMb, bounds.memory),
      ...grown('open files', measured.openFiles, bounds.memory),
      ...(failures > 0 ? [`${failures} requests failed`] : []),
    ],
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
