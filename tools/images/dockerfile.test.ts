import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { memoryFlags } from '@halden/service-kit/memory-budget';
import { images } from './images.ts';
import { defaultRegistry } from './plan.ts';

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

interface Stage {
  name: string;
  from: string;
  instructions: string[];
}
const stages: Stage[] = [];
for (const line of lines) {
  const [, from = '', name = ''] = /^FROM (?:--platform=\S+ )?(\S+) AS (\S+)$/.exec(line) ?? [];
  if (line.startsWith('FROM')) stages.push({ name, from, instructions: [] });
  else stages.at(-1)?.instructions.push(line);
}
const stage = (name: string) => stages.find((each) => each.name === name);
/** The instructions of a stage after those of the stages it continues. */
const inherited = (name: string): string[] => {
  const found = stage(name);
  return found ? [...inherited(found.from), ...found.instructions] : [];
};
const baseOf = (name: string): string => {
  const from = stage(name)?.from ?? '';
  return stage(from) ? baseOf(from) : from;
};
const lastOf = (name: string, instruction: string) =>
  inherited(name).findLast((line) => line.startsWith(`${instruction} `));

describe('the Dockerfile', () => {
  it('builds on named versions, never on whatever is latest', () => {
    const bases = stages.map(({ from }) => from).filter((from) => !stage(from));
    expect(bases.length).toBeGreaterThan(2);
    for (const base of bases) expect(base).toMatch(/:(24-bookworm-slim|nonroot|stable-bookworm)$/);
  });

  it('installs exactly what the lock file says, and runs no script of a package', () => {
    const installs = lines.filter((line) => /\bnpm\b/.test(line) && line.startsWith('RUN'));
    expect(installs).toHaveLength(1);
    expect(installs[0]).toMatch(/--mount=type=cache,\S+ npm ci --ignore-scripts /);
  });

  it('bounds both generations of the heap of every Node process', () => {
    const options = inherited('service').flatMap((line) => /^ENV .*NODE_OPTIONS="([^"]+)"/.exec(line)?.[1] ?? []);
    expect(options).toEqual([memoryFlags(320).join(' ')]);
  });

  it('needs no syntax from elsewhere', () => {
    expect(readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8')).not.toMatch(/^#\s*syntax/m);
  });

  it('holds no secret and nothing that is fetched without a check', () => {
    for (const line of lines) expect(line).not.toMatch(/curl|wget|^ADD |(TOKEN|PASSWORD|SECRET)=/);
  });
});

describe.each(images.map((image) => [image.name, image] as const))('the image %s', (_name, { target, base }) => {
  it('is built on the base that its description names', () => {
    expect(baseOf(target)).toBe(base);
  });

  it('runs as a user by number that is not root', () => {
    expect(lastOf(target, 'USER')).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
  });

  it('has a health check, and an entry point in the form that signals reach', () => {
    expect(lastOf(target, 'HEALTHCHECK')).toMatch(/CMD \["/);
    expect(lastOf(target, 'ENTRYPOINT')).toMatch(/^ENTRYPOINT \["/);
  });

  it('takes nothing from the build but what was put into its folder', () => {
    const copies = inherited(target).filter((line) => line.startsWith('COPY'));
    expect(copies.length).toBeGreaterThan(0);
    for (const copy of copies)
      expect(copy).toMatch(/^COPY --from=(program \/image\/ \/|shop-files \/image\/ \/|volume .*\/data \/data)$/);
    expect(stage(target)?.instructions.filter((line) => line.startsWith('RUN'))).toEqual([]);
  });
});

describe('the names of images', () => {
  it('are those that the desired state of every service names', () => {
    const services = readdirSync(join(root, 'apps'), { withFileTypes: true }).filter(
      ({ name }) => name !== 'clusters' && existsSync(join(root, 'apps', name, 'local.yaml')),
    );
    expect(images.map(({ name }) => name).sort()).toEqual(services.map(({ name }) => name).sort());
    for (const { name } of services) {
      const file = join(root, 'apps', name, 'dev.yaml');
      // The embedded Azure runs in the local cluster only.
      if (existsSync(file)) expect(readFileSync(file, 'utf8')).toContain(`repository: ${defaultRegistry}/${name}\n`);
    }
  });
});
