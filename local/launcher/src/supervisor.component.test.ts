import { EventEmitter, once } from 'node:events';
import { getPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type ProcessSpec, type Supervised, supervise } from './supervisor.ts';

const running: Supervised[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => process.stop()));
});

/** A supervised Node program and what is heard of it. */
function watch(program: string, extra: Partial<ProcessSpec> = {}, options = {}) {
  const heard = new EventEmitter();
  const subject = supervise(
    { name: 'it', args: ['-e', program], env: process.env as Record<string, string>, ...extra },
    {
      line: (_, line) => heard.emit('line', line),
      message: (_, message) => heard.emit('message', message),
      died: (_, how, restartInMs) => heard.emit('died', { how, restartInMs }),
    },
    options,
  );
  running.push(subject);
  const next = async (event: string): Promise<unknown> => ((await once(heard, event)) as unknown[])[0];
  return { process: subject, next };
}
const stays = "console.log('up'); setInterval(() => {}, 1000);";

describe('the supervisor', () => {
  it('forwards what a process writes and the messages it sends', async () => {
    const { next } = watch("process.send({ ready: true }); console.log('hello'); setInterval(() => {}, 1000);");
    const [line, message] = await Promise.all([next('line'), next('message')]);
    expect({ line, message }).toEqual({ line: 'hello', message: { ready: true } });
  });

  it('starts a process again that was killed, and says how it died', async () => {
    const { process: subject, next } = watch(stays);
    await next('line');
    const first = subject.pid as number;
    const died = next('died');
    const again = next('line');
    process.kill(first, 'SIGKILL');
    expect(await died).toEqual({ how: 'killed by SIGKILL', restartInMs: 0 });
    expect(await again).toBe('up');
    expect(subject.pid).not.toBe(first);
    expect(subject.restarts).toBe(1);
  });

  it('waits longer before each start of a process that cannot start', async () => {
    const { next } = watch('process.exit(3)');
    const waits: number[] = [];
    while (waits.length < 3) {
      const { how, restartInMs } = (await next('died')) as { how: string; restartInMs: number };
      expect(how).toBe('exit code 3');
      waits.push(restartInMs);
    }
    expect(waits).toEqual([0, 250, 500]);
  });

  it('stops a process on request, and does not start it again', async () => {
    const { process: subject, next } = watch(stays);
    await next('line');
    await subject.stop();
    expect(subject.pid).toBeUndefined();
    expect(subject.restarts).toBe(0);
  });

  it('lets a process yield to the others once it has started', async () => {
    const { process: subject, next } = watch(stays, { niceness: 10 }, { startsUpMs: 50 });
    await next('line');
    while (getPriority(subject.pid) !== 10) await pause(10);
    expect(getPriority(subject.pid as number)).toBe(10);
  });
});
