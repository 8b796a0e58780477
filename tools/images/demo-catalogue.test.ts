import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoItems } from '@halden/demo-catalogue';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { images } from './images.ts';
import { inputsOf, type Lock } from './inputs.ts';

const root = join(import.meta.dirname, '../..');
const { packages: lock } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock };

describe('the demo catalogue', () => {
  it.each(images.map((image) => [image.name, image] as const))('is no part of what %s is made of', (_, image) => {
    const { paths } = inputsOf(image, lock);
    expect(paths.filter((path) => path.startsWith('local/demo-catalogue'))).toEqual([]);
  });

  it('stands in no line of the program that keeps the catalogue', async () => {
    const { metafile, outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ['services/product-service/src/main.ts'],
      outdir: join(root, '.local/never-written'),
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      external: ['@azure/identity', '@azure/monitor-opentelemetry', '@opentelemetry/resources', 'mssql'],
      write: false,
      metafile: true,
      logLevel: 'error',
    });
    expect(Object.keys(metafile.inputs).filter((path) => path.includes('demo-catalogue'))).toEqual([]);
    const program = outputFiles.map(({ text }) => text).join('\n');
    expect(program.length).toBeGreaterThan(100_000);
    const named = demoItems().flatMap(({ product: { name, summary } }) => [name.en, name.de, summary.en]);
    expect(named.filter((text) => program.includes(`"${text}"`) || program.includes(`'${text}'`))).toEqual([]);
  });
});
