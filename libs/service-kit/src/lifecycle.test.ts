import { describe, expect, it } from '@jest/globals';
import { createLifecycle } from './lifecycle.ts';
import { silentLog } from './testing/index.ts';

describe('a lifecycle', () => {
  const recording = (names: string[], faults: { start?: string; stop?: string } = {}) => {
    const events: string[] = [];
    const lifecycle = createLifecycle(silentLog, { stopTimeoutMs: 50 });
    for (const name of names)
      lifecycle.add(name, {
        start: () => {
          if (faults.start === name) throw new Error('no');
          events.push(`+${name}`);
        },
        stop: () => {
          events.push(`-${name}`);
          if (faults.stop === name) throw new Error('stuck');
        },
      });
    return { lifecycle, events };
  };

  it('starts in order and stops in the reverse order, once', async () => {
    const { lifecycle, events } = recording(['db', 'bus', 'http']);
    await lifecycle.start();
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    expect(events).toEqual(['+db', '+bus', '+http', '-http', '-bus', '-db']);
  });

  it('takes back what was started when a part fails, and names the part', async () => {
    const { lifecycle, events } = recording(['db', 'bus', 'http'], { start: 'bus' });
    await expect(lifecycle.start()).rejects.toThrow('bus did not start: no');
    expect(events).toEqual(['+db', '-bus', '-db']);
  });

  it('stops the rest when a part fails to stop or never ends, and says which', async () => {
    const { lifecycle, events } = recording(['db', 'bus'], { stop: 'bus' });
    lifecycle.add('slow', { stop: () => new Promise(() => undefined) });
    await lifecycle.start();
    await expect(lifecycle.stop()).rejects.toThrow('slow: did not stop within 50 ms; bus: stuck');
    expect(events).toContain('-db');
  });
});
