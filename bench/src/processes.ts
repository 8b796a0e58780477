import { readdirSync, readFileSync } from 'node:fs';

// What the system says of a process. Where it does not say (no /proc, or the process is gone), 0.

/** Resident memory in MB, shared pages included. */
export function residentMb(pid: number): number {
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return Math.round((kilobytes * 1024) / 1e6);
}

/** Linux counts processor time in hundredths of a second, whatever its own clock. */
const msPerTick = 10;

/** Processor time used since the process began, of all its threads, in milliseconds. */
export function processorMs(pid: number): number {
  // Counted behind the command's name, which may hold anything.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
  return (user + system) * msPerTick;
}

/** Open files and sockets. */
export function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Processor time by process for each of `count` units of work done between two readings, in milliseconds.
 * It is steadier than rates are on a machine that others use too.
 */
export function msPerUnit(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  count: number,
): Record<string, number> {
  const round = (ms: number) => Math.round(ms * 1000) / 1000;
  const each = Object.entries(after).map(
    ([name, ms]) => [name, round((ms - (before[name] ?? ms)) / (count || 1))] as const,
  );
  return { ...Object.fromEntries(each), total: round(each.reduce((sum, [, ms]) => sum + ms, 0)) };
}
