import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHealth } from './health.ts';
import { limits } from './http/limits.ts';
import { type Listener, listening } from './listening.ts';
import { createManagementServer } from './management.ts';
import { createMetrics } from './metrics.ts';
import { silentLog } from './testing/index.ts';

const metrics = createMetrics('test-service');
const health = createHealth();
let works = true;
health.addCheck('database', async () => {
  if (!works) throw new Error('no connection');
});
const managementServer = createManagementServer({ health, metrics });
let server: Listener;
beforeAll(async () => {
  server = listening(managementServer, { host: '127.0.0.1', port: 0, log: silentLog });
  await server.start();
});
afterAll(() => server.stop());
const get = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port()}${path}`, init);

/** Readiness is kept for a second. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 300 && !(await isSo()); n++) await sleep(10);
  expect(await isSo()).toBe(true);
}

describe('the management server', () => {
  it('says that the process lives, whatever its state', async () => {
    const answer = await get('/health');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready only while the service runs and its checks pass', async () => {
    expect(await (await get('/ready')).json()).toMatchObject({ status: 'starting' });
    health.setState('running');
    const ready = await get('/ready');
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', checks: { database: { ok: true } } },
    ]);
    works = false;
    await eventually(async () => (await get('/ready')).status === 503);
    works = true;
    health.setState('stopping');
    expect((await get('/ready')).status).toBe(503);
    expect((await get('/health')).status).toBe(200);
  });

  it('shows the series to whoever scrapes them', async () => {
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toContain('process_cpu_seconds_total');
  });

  it('has limits of its own', () => {
    const { maxConnections, headersTimeout, requestTimeout } = managementServer;
    expect([maxConnections, headersTimeout, requestTimeout]).toEqual([
      limits.managementConnections,
      limits.headersMs,
      limits.requestMs,
    ]);
  });

  it('answers HEAD like GET without the body, and refuses what is not for reading', async () => {
    const head = await get('/health', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const post = await get('/metrics', { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('/nothing')).status).toBe(404);
  });
});
