import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { manifest, theFiles } from '../testing/manifests.ts';

const promtool =
  (...args: string[]) =>
  (input: string) =>
    spawnSync('promtool', args, { input, encoding: 'utf8' });
const hasPromtool = promtool('--version')('').status === 0;
const rules = theFiles()
  .filter(({ path }) => path.endsWith('/prometheusrule.yaml') && !path.startsWith('clusters/charts/'))
  .map(({ path }) => path.replace('clusters/', ''));

(hasPromtool ? describe : describe.skip)(
  `the alerts${hasPromtool ? '' : ' (skipped: no promtool on this machine)'}`,
  () => {
    it('are there for every service that has series', () => expect(rules.length).toBeGreaterThanOrEqual(16));

    it.each(rules)('are what Prometheus reads: %s', (path) => {
      const { status, stdout, stderr } = promtool('check', 'rules')(stringify({ groups: manifest(path).spec.groups }));
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    });
  },
);
