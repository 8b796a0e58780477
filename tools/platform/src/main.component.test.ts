import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, 'main.ts');

function platform(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, ...args],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  );
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each([
    [['--help'], /bump.*promote.*rollback.*status.*retry/s],
    [['bump', '--help'], /Example:\n {2}npm run platform -- bump order-service --env dev/],
    [['status', '--help'], /--kubeconfig/],
  ])('answers %j with help, and exit code 0', (args, text) => {
    const { status, stdout } = platform(...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(text);
  });

  it.each([
    [[], /Usage: platform/],
    [['bumb', 'cart'], /Did you mean bump\?/],
    [['bump', 'cart', '--env', 'dev'], /required option '--tag <tag>'/],
    [['diff', '--format', 'pdf'], /Allowed choices are text, markdown, json/],
    [['synth', '--check', '--commit'], /'--check' cannot be used with option '--commit'/],
    [['status', '--nonsense'], /unknown option '--nonsense'/],
  ])('answers %j with what is wrong, and exit code 2', (args, text) => {
    const { status, stderr } = platform(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(text);
  });

  it('ends with exit code 1 and four parts when it refuses, as JSON too', () => {
    const root = mkdtempSync(join(tmpdir(), 'platform-main-'));
    try {
      const { status, stdout, stderr } = platform('diff', '--root', root, '--json');
      expect(status).toBe(1);
      expect(stderr).toMatch(/^platform: not a Git checkout\n {2}where: .*\n {2}why: .*\n {2}fix: /);
      expect(JSON.parse(stdout)).toEqual({
        error: {
          name: 'Refusal',
          what: 'not a Git checkout',
          where: root,
          why: expect.any(String),
          fix: expect.any(String),
        },
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
