import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { root } from '../bundle.mjs';
import { images } from './images.ts';
import { inputsOf, type Lock } from './inputs.ts';

const { packages: lock } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock };
const programs = images.filter(({ entry }) => entry !== undefined);

/** The place in the lock file of a file below node_modules. */
const placeOf = (file: string): string => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? file;

describe('what programs import', () => {
  it('is among what their images are made of: a change of any of it makes a new image', async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: programs.flatMap(({ entry = [] }) => entry),
      outdir: 'unwritten',
      write: false,
      metafile: true,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      logLevel: 'silent',
    });
    for (const program of programs) {
      const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === program.entry);
      const files = Object.keys(output?.inputs ?? {});
      expect(files.length).toBeGreaterThan(100);
      const { paths, packages } = inputsOf(program, lock);
      const isKnown = (file: string) =>
        file.includes('node_modules/')
          ? packages.some((line) => line.startsWith(`${placeOf(file)}@`))
          : paths.some((path) => file.startsWith(`${path}/`));
      expect({ program: program.name, strange: files.filter((file) => !isKnown(file)) }).toEqual({
        program: program.name,
        strange: [],
      });
    }
  }, 60_000);
});
