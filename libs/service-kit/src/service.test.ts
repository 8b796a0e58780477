import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.ts';
import { createHealth } from './health.ts';
import { createLifecycle } from './lifecycle.ts';
import { type ProcessPort, serviceMain } from './service.ts';
import { commonSettings } from './settings.ts';
import { silentLog } from './testing/index.ts';

class FakeProcess extends EventEmitter implements ProcessPort {
  readonly env: Record<string, string>;
  written = '';
  readonly stderr = { write: (text: string) => (this.written += text) };
  constructor(env: Record<string, string>) {
    super();
    this.env = { LOG_LEVEL: 'silent', DRAIN_SECONDS: '0', ...env };
  }
  exit(code: number): void {
    this.emit('exit', code);
  }
}
const identity = { OIDC_ISSUER: 'http://issuer', OIDC_JWKS_URI: 'http://issuer/jwks' };

describe('the life of a service', () => {
  it('ends with telemetry, which also sends what the parts said while they stopped', async () => {
    const events: string[] = [];
    const part = (name: string) => ({
      start: () => void events.push(`+${name}`),
      stop: async () => void events.push(`-${name}`),
    });
    const own = new FakeProcess(identity);
    await serviceMain({
      service: 'test-service',
      process: own,
      readConfig: (env) => loadConfig(commonSettings, env),
      telemetry: async () => part('telemetry'),
      async load() {
        events.push('load');
        const lifecycle = createLifecycle(silentLog);
        for (const name of ['store', 'relay', 'http']) lifecycle.add(name, part(name));
        return { buildApp: async () => ({ lifecycle, health: createHealth() }) };
      },
      now: Date.now,
    });
    const exit = once(own, 'exit');
    own.emit('SIGTERM');
    expect(await exit).toEqual([0]);
    expect(events.slice(0, 1)).toEqual(['load']);
    expect(events.slice(-4)).toEqual(['-http', '-relay', '-store', '-telemetry']);
  });

  it('does not begin with a wrong configuration, and names every fault of it', async () => {
    const own = new FakeProcess({ PORT: 'x', MANAGEMENT_PORT: '-1' });
    const exit = once(own, 'exit');
    await serviceMain({
      service: 'test-service',
      process: own,
      readConfig: (env) => loadConfig(commonSettings, env),
      load: () => Promise.reject(new Error('must not be loaded')),
      now: Date.now,
    });
    expect(await exit).toEqual([78]);
    for (const name of ['PORT', 'MANAGEMENT_PORT', 'OIDC_ISSUER', 'OIDC_JWKS_URI']) expect(own.written).toContain(name);
  });
});
