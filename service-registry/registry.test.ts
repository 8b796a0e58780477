import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Operation } from '@halden/contracts';
import { routeFor } from '@halden/service-description';
import { documentOf } from './document.ts';
import { findDescriptions, indexOf } from './find.ts';
import { isServiceName, routes, routesOfAll, serviceNamed, services, shop } from './index.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the registry of services', () => {
  it('names every service.ts there is: npm run registry', () => {
    expect(read('service-registry/services.generated.ts')).toBe(indexOf(findDescriptions(root)));
    expect(read('docs/services.md')).toBe(documentOf(services));
  });

  it('finds a description in every folder of services, under the name of the folder', () => {
    const folders = readdirSync(join(root, 'services')).filter((name) =>
      existsSync(join(root, 'services', name, 'package.json')),
    );
    expect(services.map(({ name }) => name as string)).toEqual(expect.arrayContaining(folders));
    for (const folder of folders) expect(read(`services/${folder}/service.ts`)).toContain(`name: '${folder}'`);
  });

  it('knows the names it holds, and no other', () => {
    for (const { name } of services) expect(serviceNamed(name).name).toBe(name);
    expect(isServiceName('produkt-service')).toBe(false);
  });

  it('gives every service that runs on one machine a port of its own', () => {
    const ports = services.flatMap(({ local }) => (local ? [local.port] : []));
    expect(new Set(ports).size).toBe(ports.length);
  });
});

describe('the routes', () => {
  const operations = services.flatMap(({ name, api }) =>
    Object.values<Operation>(api?.operations ?? {}).map(({ path, access }) => ({ name, path, access })),
  );

  it.each(operations.filter(({ access }) => access !== 'internal'))('lead to $name for $path', ({ name, path }) =>
    expect(routeFor(routes, path)?.service).toBe(name),
  );

  it.each(operations.filter(({ access }) => access === 'internal'))('do not lead to $path of $name', ({ path }) =>
    expect(routeFor(routes, path)?.service).toBe(shop.name),
  );

  it.each(['/health', '/ready', '/metrics', '/internal'])('do not lead to %s of any service', (path) =>
    expect(routeFor(routes, path)?.service).toBe(shop.name),
  );

  it('refuse a path that leads to two services', () => {
    const rows = (a: string, b: string) => () =>
      routesOfAll([
        { name: 'one', routes: [a] },
        { name: 'two', routes: [b] },
      ]);
    expect(rows('/api/x', '/api/x')).toThrow("got '/api/x' of one and '/api/x' of two");
    expect(rows('/api/x', '/api/x/y')).toThrow("got '/api/x/y' of two and '/api/x' of one");
    expect(rows('/api/x', '/api/xy')).not.toThrow();
    expect(rows('/', '/api/x')).not.toThrow();
    expect(rows('/', '/')).toThrow("got '/' of one and '/' of two");
  });
});
