// `npm run bench:synth`: how long rendering takes. All clusters: at most 1 s; 600 generated services in one cluster: at most 10 s.
//   --json   for machines
import { resolve } from 'node:path';
import { clusters } from '../clusters.ts';
import { readApps, readDesired } from '../desired.ts';
import type { Desired, Service } from '../model.ts';
import { render } from '../render.ts';
import { services, type ServiceName } from '@halden/service-registry';

const root = resolve(import.meta.dirname, '../..');
const generated = 600;

function measure(work: () => { length: number }): { ms: number; files: number } {
  const began = performance.now();
  const { length } = work();
  return { ms: Math.round(performance.now() - began), files: length };
}

/** A cluster of many services, each like order-service, each calling the one before. */
function many(count: number): { desired: Desired; rows: Service[] } {
  const desired = readDesired(readApps(root));
  const model = services.find(({ name }) => name === 'order-service');
  const release = desired.releases.find(
    ({ service, environment }) => service === 'order-service' && environment === 'dev',
  );
  const facts = desired.clusters.find(({ cluster }) => cluster === 'dev');
  if (!model || !release || !facts?.azure)
    throw new Error('order-service is not in dev: there is nothing to generate from');
  // Names of services that do not exist, for as long as this runs.
  const names = Array.from({ length: count }, (_, index) => `generated-${index}` as ServiceName);
  const identities = Object.fromEntries(names.map((name) => [name, facts.azure?.tenantId ?? '']));
  return {
    rows: names.map((name, index) => ({
      ...model,
      name,
      routes: [`/api/${name}`],
      calls: names.slice(index - 1, index).map((service) => ({ service, setting: 'NEIGHBOUR_URL' })),
    })),
    desired: {
      releases: names.map((service) => ({ ...release, service })),
      clusters: [{ ...facts, azure: { ...facts.azure, identities } }],
    },
  };
}

const first = measure(() => render(readDesired(readApps(root))));
const warm = measure(() => render(readDesired(readApps(root))));
const { desired, rows } = many(generated);
const large = measure(() =>
  render(desired, { services: rows, clusters: clusters.filter(({ name }) => name === 'dev') }),
);

const results = [
  { name: 'all clusters, first time', ...first, limitMs: 1_000 },
  { name: 'all clusters, again', ...warm, limitMs: 1_000 },
  { name: `${generated} services`, ...large, limitMs: 10_000 },
];
if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
else
  for (const { name, ms, files, limitMs } of results)
    console.log(`${name.padEnd(26)} ${String(ms).padStart(6)} ms  ${files} files  (at most ${limitMs} ms)`);
process.exit(results.every(({ ms, limitMs }) => ms <= limitMs) ? 0 : 1);
