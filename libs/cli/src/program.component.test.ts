import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onPath, ProgramError, run } from './program.ts';

describe('programs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'halden-program-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const program = (name: string, script: string) => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  };

  it('get their input, and give their output', async () => {
    expect(await run(program('echo-input', 'cat'), [], { input: 'nodes: []' })).toBe('nodes: []');
  });

  it('are quoted when they fail', async () => {
    const failing = run(program('failing', 'echo no space left >&2; exit 3'), ['create', 'cluster'], {
      output: 'quiet',
    });
    await expect(failing).rejects.toThrow(/failing create cluster ended with 3: no space left/);
    await expect(run(join(folder, 'nothing'), [])).rejects.toThrow(ProgramError);
  });

  it('are looked for on the PATH', () => {
    const file = program('kind', 'exit 0');
    expect(onPath('kind', ['/nowhere', folder].join(':'))).toBe(file);
    expect(onPath('kind', '/nowhere')).toBeUndefined();
  });

  it('that do not end are ended', async () => {
    const endless = run(program('endless', 'exec sleep 60'), ['--forever'], { seconds: 0.2, output: 'quiet' });
    await expect(endless).rejects.toThrow(/endless --forever did not end within 0.2 s/);
  });
});
