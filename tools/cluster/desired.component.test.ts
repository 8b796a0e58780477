import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { servicesIn } from '@halden/charts';
import { writeDesired } from './desired.ts';

describe('the desired state of the local cluster', () => {
  const place = {
    origin: 'http://shop.example',
    registry: 'registry.example/halden',
    gitUrl: 'http://git.example/x.git',
  };
  const digest = `sha256:${'a'.repeat(64)}`;
  const images = servicesIn('local').map(({ name }) => ({
    name,
    repository: `registry.example/halden/${name}`,
    tag: '1.2.3',
    digest,
  }));
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'halden-desired-'));
    cpSync(resolve(import.meta.dirname, '../../apps'), join(checkout, 'apps'), { recursive: true });
  });
  afterEach(() => rmSync(checkout, { recursive: true }));
  const read = (path: string) => readFileSync(join(checkout, path), 'utf8');

  it('names what was found and built, and is rendered', async () => {
    await writeDesired(checkout, place, images);
    expect(read('apps/clusters/local.yaml')).toContain('http://git.example/x.git');
    for (const { name } of images) expect(read(`apps/${name}/local.yaml`)).toContain(digest);
    expect(read('clusters/local/apps/order-service/deployment.yaml')).toContain(
      `registry.example/halden/order-service@${digest}`,
    );
    expect(read('clusters/local/flux/gitrepository-platform.yaml')).toContain('http://git.example/x.git');
  });

  it('stays as it was when an image is missing', async () => {
    const before = read('apps/clusters/local.yaml');
    await expect(writeDesired(checkout, place, images.slice(1))).rejects.toThrow(
      `no image of ${images[0]!.name} was built`,
    );
    expect(read('apps/clusters/local.yaml')).toBe(before);
  });
});
