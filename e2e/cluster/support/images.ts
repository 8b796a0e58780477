import { mkdtempSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEngine } from '@halden/images/engine';

/** What is wrong with an image, or nothing: then it differs from the good one by a label only. */
export type Fault = 'none' | 'errors' | 'slow' | 'crash' | 'unready' | 'mute' | 'declines';

export interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const settings: Record<Fault, readonly string[]> = {
  none: [],
  errors: withFault('errors'),
  slow: withFault('slow'),
  crash: withFault('crash'),
  unready: withFault('unready'),
  mute: withFault('mute'),
  // The service's own switch: without test cards, the simulated bank takes none.
  declines: ['ENV ALLOW_TEST_CARDS=false'],
};

function withFault(fault: Fault): readonly string[] {
  return ['COPY preload.mjs /fault/preload.mjs', `ENV FAULT=${fault} NODE_OPTIONS=--import=/fault/preload.mjs`];
}

/** Makes a further release of a good image by a thin layer over it, and pushes it beside the good one. */
export async function deriveImage(good: Image, fault: Fault, serial: string): Promise<Image> {
  const folder = mkdtempSync(join(tmpdir(), 'halden-release-'));
  const engine = createEngine({ program: process.env.DOCKER ?? 'docker', root: folder, environment: process.env });
  const tag = `${good.tag.replace(/-e2e-.*$/, '')}-e2e-${fault}-${serial}`;
  const reference = `${good.repository}:${tag}`;
  try {
    cpSync(resolve(import.meta.dirname, '../faults/preload.mjs'), join(folder, 'preload.mjs'));
    // Not the good image's label of its sources, by which `npm run images` finds what is built already.
    const labels = `LABEL example.halden.e2e=${serial} example.halden.inputs=e2e-${serial}`;
    const lines = [`FROM ${good.repository}@${good.digest}`, labels, ...settings[fault], ''];
    writeFileSync(join(folder, 'Dockerfile'), lines.join('\n'));
    await engine.ask(['build', '--quiet', '--tag', reference, '.'], 300);
    await engine.ask(['push', '--quiet', reference], 300);
    const digest = (await engine.inspect(reference))?.digests.get(good.repository);
    if (digest === undefined) throw new Error(`${reference} was pushed and has no digest`);
    return { repository: good.repository, tag, digest };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
