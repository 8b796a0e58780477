import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';

export interface ProcessSpec {
  name: string;
  /** The program, and its arguments. */
  args: readonly string[];
  env: Record<string, string>;
  /** How readily it yields the processor to the others once it has started, 0–19, as in nice(1). @default 0 */
  niceness?: number;
}

export interface Supervised {
  readonly name: string;
  readonly pid: number | undefined;
  readonly restarts: number;
  /** Asks it to end and waits; kills it after ten seconds. */
  stop(): Promise<void>;
}

export interface SupervisorEvents {
  /** A line that a process wrote. */
  line(name: string, line: string): void;
  /** What a process sent over its channel. */
  message(name: string, message: unknown): void;
  /** A process ended without being asked to. It is started again after `restartInMs`. */
  died(name: string, how: string, restartInMs: number): void;
}

const graceMs = 10_000;
/** A process that lived this long starts anew without a growing wait. */
const healthyMs = 10_000;

function lowerPriority(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness);
    // Linux schedules sessions first and weighs niceness only within one; each of our processes is a session. See sched(7), autogroup.
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It ended already, or the system does not do this: then it competes as the others do.
  }
}

/** Keeps a process running until it is stopped: one that dies is started again, at once the first time, then after growing waits. */
export function supervise(spec: ProcessSpec, events: SupervisorEvents, { startsUpMs = 5_000 } = {}): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  let restarts = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    const began = Date.now();
    // The closed channel tells the child that this process is gone, for whatever reason; see parent-watch.ts.
    // Its own process group, so that Ctrl-C reaches us alone and we decide the order.
    const started = spawn(process.execPath, [...spec.args], {
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    child = started;
    started.on('message', (message) => events.message(spec.name, message));
    for (const stream of [started.stdout, started.stderr])
      if (stream) createInterface({ input: stream }).on('line', (line) => events.line(spec.name, line));
    const { pid } = started;
    const { niceness } = spec;
    const startedUp = niceness && pid ? setTimeout(() => lowerPriority(pid, niceness), startsUpMs) : undefined;
    startedUp?.unref();
    let ended = false;
    const onEnd = (how: string) => {
      if (ended) return;
      ended = true;
      clearTimeout(startedUp);
      child = undefined;
      if (stopping) return;
      failures = Date.now() - began > healthyMs ? 0 : failures + 1;
      const restartInMs = failures <= 1 ? 0 : Math.min(250 * 2 ** (failures - 2), 5_000);
      events.died(spec.name, how, restartInMs);
      restarts++;
      timer = setTimeout(start, restartInMs);
    };
    started.once('error', (error) => onEnd(error.message));
    started.once('exit', (code, signal) => onEnd(signal ? `killed by ${signal}` : `exit code ${code}`));
  };
  start();
  return {
    name: spec.name,
    get pid() {
      return child?.pid;
    },
    get restarts() {
      return restarts;
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      const running = child;
      if (!running) return;
      const exited = once(running, 'exit');
      running.kill('SIGTERM');
      const killTimer = setTimeout(() => running.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(killTimer);
    },
  };
}
