import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { services } from '@halden/service-registry';
import type { AzureReady } from './azure/protocol.ts';
import { localServices, preferredPorts, servicesPlan } from './plan.ts';
import { loadSecrets } from './secrets.ts';

const root = resolve(import.meta.dirname, '../../..');
const azure: AzureReady = {
  type: 'ready',
  cosmos: { endpoint: 'http://127.0.0.1:8081/', key: 'cosmos key' },
  serviceBus: 'Endpoint=sb://127.0.0.1:5672;bus',
  eventHubs: 'Endpoint=sb://127.0.0.1:5672;hubs',
  blob: 'BlobEndpoint=http://127.0.0.1:10000/x;',
  communication: 'endpoint=http://127.0.0.1:8025/;accesskey=eA==',
  issuer: 'http://localhost:8080/identity',
  jwksUri: 'http://127.0.0.1:8090/identity/jwks',
};
const secrets = Object.fromEntries(
  services
    .flatMap((service) => Object.values(service.secrets))
    .map((name) => [name, `value of ${name}, long enough for it`]),
);
const plan = (databaseUrl?: string) =>
  servicesPlan(
    {
      root,
      host: '127.0.0.1',
      origin: 'http://localhost:8080',
      dataDir: '/data',
      logLevel: 'info',
      databaseUrl,
      ports: new Map(localServices.map((service) => [service.name, preferredPorts(service)])),
      gatewayPort: 8080,
      secrets,
      environment: { PATH: '/bin' },
    },
    azure,
  );

interface ConfigModule {
  readonly settings: object;
  readonly readConfig: (environment: Record<string, string>) => object;
}

describe.each(localServices)('the settings of $name on one machine', ({ name, settings, settingsIn, local }) => {
  const env = plan().find((spec) => spec.name === name)?.env ?? {};

  it('are all that it needs, in values it takes', async () => {
    const { readConfig } = (await import(`../../../services/${name}/src/config.ts`)) as ConfigModule;
    expect(() => readConfig(env)).not.toThrow();
  });

  it('hold what its description says of every place, of the environment local, and of one machine', () =>
    expect(env).toMatchObject({ ...settings, ...settingsIn.local, ...local?.settings }));
});

describe('the plan of one machine', () => {
  it('leads callers to the port that a service has for them', () => {
    for (const caller of localServices)
      for (const { service, setting } of caller.calls) {
        const callee = localServices.find(({ name }) => name === service);
        const ports = callee && preferredPorts(callee);
        expect(plan().find(({ name }) => name === caller.name)?.env?.[setting]).toBe(
          `http://127.0.0.1:${ports?.internal ?? ports?.http ?? 0}`,
        );
      }
  });

  it('keeps orders at the given address, else in a file of the data directory', () => {
    const urls = (databaseUrl?: string) => plan(databaseUrl).flatMap(({ env }) => env?.DATABASE_URL ?? []);
    expect(urls()).toEqual(['sqlite:/data/orders.db']);
    expect(urls('mssql://elsewhere/orders')).toEqual(['mssql://elsewhere/orders']);
  });

  it('lets those whom nobody waits for run after the others', () => {
    const nice = plan().filter(({ niceness }) => (niceness ?? 0) > 0);
    expect(nice.map(({ name }) => name)).toEqual(
      localServices.filter(({ local }) => local?.priority === 'low').map(({ name }) => name),
    );
  });
});

describe('the secrets of one machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halden-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = () => join(folder, 'secrets.json');

  it('are made once, and kept', () => {
    const first = loadSecrets(folder, ['order-key-secret']);
    expect(first['order-key-secret']).toMatch(/^.{40,}$/);
    expect(loadSecrets(folder, ['order-key-secret'])).toEqual(first);
  });

  it('gain what a further service needs, and keep the others', () => {
    const first = loadSecrets(folder, ['order-key-secret']);
    expect(loadSecrets(folder, ['order-key-secret', 'review-key'])).toMatchObject(first);
  });

  it('are those of data that an earlier version wrote', () => {
    writeFileSync(file(), JSON.stringify({ orderKeySecret: 'kept' }));
    expect(loadSecrets(folder, ['order-key-secret'])['order-key-secret']).toBe('kept');
  });

  it('are not made anew where the file is broken: it is named instead', () => {
    writeFileSync(file(), '{');
    expect(() => loadSecrets(folder, ['order-key-secret'])).toThrow(file());
    expect(readFileSync(file(), 'utf8')).toBe('{');
  });
});
