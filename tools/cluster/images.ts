import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from '@halden/cli/refusal';
import type { Made } from '@halden/images/make';
import type { PushedImage } from './desired.ts';

/** Builds all images of the checkout at `root` and pushes them, as `npm run images -- --push` does; its output goes to stderr. */
export async function pushImages(
  root: string,
  options: { readonly registry: string; readonly network?: string },
): Promise<PushedImage[]> {
  const program = join(root, 'tools/images/main.ts');
  const args = ['--push', '--json', '--registry', options.registry];
  if (options.network !== undefined) args.push('--network', options.network);
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(text)
        : reject(
            new Refusal({
              what: 'the images could not be built and pushed',
              where: options.registry,
              why: 'npm run images ended with an error (see above)',
              fix: `npm run images -- ${args.filter((arg) => arg !== '--json').join(' ')}`,
            }),
          ),
    );
  });
  return (JSON.parse(output) as Made[]).map(({ name, pinned, reference, digest }) => {
    if (pinned === null || digest === null) throw new Error(`${reference} was pushed without a digest`);
    return { name, digest, repository: pinned.split('@')[0] ?? '', tag: reference.split(':').at(-1) ?? '' };
  });
}
