import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB, as the system counts it (shared pages included in each); 0 where it does not tell. */
export function residentMb(pid: number): number {
  try {
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return Math.round((kilobytes * 1024) / 1e6);
  } catch {
    return 0;
  }
}
