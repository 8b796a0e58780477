import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { manifest, theFiles } from '../testing/manifests.ts';

const promtool = (...args: string[]) => spawnSync('promtool', args, { encoding: 'utf8' });
const hasPromtool = promtool('--version').status === 0;
const rules = theFiles()
  .filter(({ path }) => path.endsWith('/prometheusrule.yaml') && !path.startsWith('clusters/charts/'))
  .map(({ path }) => path.replace('clusters/', ''));

(hasPromtool ? describe : describe.skip)(
  `the alerts${hasPromtool ? '' : ' (skipped: no promtool on this machine)'}`,
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'halden-rules-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('are there for every service that has series', () => expect(rules.length).toBeGreaterThanOrEqual(16));

    it.each(rules)('are what Prometheus reads: %s', (path) => {
      const file = join(folder, path.replaceAll('/', '-'));
      writeFileSync(file, stringify({ groups: manifest(path).spec.groups }));
      const { status, stdout, stderr } = promtool('check', 'rules', file);
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    });
  },
);
