import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import type { AmqpServerOptions } from '../index.ts';

/** A broker in a process of its own. */
export interface ChildBroker {
  port: number;
  serviceBus: string;
  eventHubs: string;
  readonly isRunning: boolean;
  /** Ends it as a crash would: nothing is flushed or closed. */
  kill(): Promise<void>;
}

/** `startChild` for the tests of one file. JSON has no Infinity: give the entities a time to live. */
export function childForEachTest(): (options: AmqpServerOptions) => Promise<ChildBroker> {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
  });
  return async (options) => {
    const program = join(import.meta.dirname, 'broker-process.ts');
    const child = fork(program, [JSON.stringify(options)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    children.push(child);
    const [started] = (await once(child, 'message')) as [Pick<ChildBroker, 'port' | 'serviceBus' | 'eventHubs'>];
    return {
      ...started,
      get isRunning() {
        return child.exitCode === null && child.signalCode === null;
      },
      kill: () => kill(child),
    };
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
