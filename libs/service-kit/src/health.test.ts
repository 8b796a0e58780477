import { describe, expect, it } from '@jest/globals';
import { createHealth } from './health.ts';

describe('health', () => {
  it('is ready when it runs and every check holds', async () => {
    let time = 0;
    let broken = false;
    const health = createHealth(() => time);
    health.addCheck('db', async () => {
      if (broken) throw new Error('connection refused');
    });
    expect((await health.readiness()).status).toBe('starting');
    health.setState('running');
    expect(await health.readiness()).toMatchObject({ status: 'ready', checks: { db: { ok: true } } });
    broken = true;
    expect((await health.readiness()).status).toBe('ready'); // kept for a second
    time += 1_001;
    expect(await health.readiness()).toMatchObject({
      status: 'unready',
      checks: { db: { ok: false, error: 'connection refused' } },
    });
    health.setState('stopping');
    expect((await health.readiness()).status).toBe('stopping');
  });
});
