import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startLink } from '@halden/messaging/testing/link';
import type { Platform } from '@halden/launcher/platform';

/** Something that goes wrong for a while, or for good, beside the processes that are killed. */
export interface Fault {
  readonly name: string;
  /** Begins it and says what it does; it ends by itself. */
  begin(): { readonly description: string; readonly ended: Promise<void> };
}

/** A fault that begins, lasts, and ends. */
const lasting = (options: { name: string; ms: number; begin: () => string; end: () => void }): Fault => ({
  name: options.name,
  begin: () => ({ description: options.begin(), ended: pause(options.ms).then(options.end) }),
});

/** Event Hubs behind a link: refused, and black-holed. */
export async function eventHubsLink(connectionString: string) {
  const { port } = new URL(/sb:\/\/[^;]+/.exec(connectionString)?.[0].replace('sb:', 'http:') ?? '');
  const link = await startLink({ host: '127.0.0.1', port: Number(port) });
  const outage = (name: string, mode: 'refuse' | 'swallow', description: string): Fault =>
    lasting({ name, ms: 5_000, begin: () => (link.set(mode), description), end: () => link.set('pass') });
  return {
    link,
    faults: [
      outage('event hubs refused', 'refuse', 'Event Hubs refuses connections for 5 s'),
      outage('event hubs black hole', 'swallow', 'Event Hubs swallows every byte for 5 s'),
    ],
  };
}

/** A process that is stopped for a while, as on an overloaded machine, and then continues. */
export function stoppedProcess(platform: Platform, random: () => number): Fault {
  return {
    name: 'process stopped',
    begin() {
      const running = Object.entries(platform.addresses.processes);
      const [name, pid] = running[Math.floor(random() * running.length)] ?? [];
      if (pid === undefined) return { description: 'no process to stop', ended: Promise.resolve() };
      const signal = (which: 'SIGSTOP' | 'SIGCONT') => {
        try {
          process.kill(pid, which);
        } catch {
          // It was killed meanwhile.
        }
      };
      signal('SIGSTOP');
      return {
        description: `${name} (${pid}) is stopped for 4 s (SIGSTOP)`,
        ended: pause(4_000).then(() => signal('SIGCONT')),
      };
    },
  };
}

/** The clock of every process is set forward, and then back. Shorter than a reservation or a token lives. */
export function clockSteps(file: string): Fault[] {
  const minutes = 10;
  const step = (sign: 1 | -1, direction: string): Fault =>
    lasting({
      name: `clock ${direction}`,
      ms: 4_000,
      begin() {
        writeFileSync(file, String(sign * minutes * 60_000));
        return `every clock goes ${direction} by ${minutes} minutes for 4 s`;
      },
      end: () => writeFileSync(file, '0'),
    });
  return [step(1, 'forward'), step(-1, 'back')];
}

/** A disk of its own for a folder, which can be full: a tmpfs, for which one must be root on Linux. */
export function limitedDisk(folder: string): { fault: Fault; unmount(): void } | { why: string } {
  const size = '4g';
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'halden-crash', folder], { stdio: 'pipe' });
  } catch (error) {
    return { why: (error as { stderr?: Buffer }).stderr?.toString().trim() || (error as Error).message };
  }
  const resize = (to: string) => execFileSync('mount', ['-o', `remount,size=${to}`, folder], { stdio: 'pipe' });
  return {
    fault: lasting({
      name: 'full disk',
      ms: 4_000,
      begin() {
        // Somebody may write between the two, and a disk cannot be made smaller than what is on it.
        for (let spare = 64 * 1024; ; spare *= 2)
          try {
            const { blocks, bfree, bsize } = statfsSync(folder);
            resize(String((blocks - bfree) * bsize + spare));
            break;
          } catch (error) {
            if (spare > 16 * 1024 * 1024) throw error;
          }
        return 'the disk is full for 4 s';
      },
      end: () => resize(size),
    }),
    unmount: () => execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' }),
  };
}
