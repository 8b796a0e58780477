import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageDescription } from './images.ts';
import { contentHash, filesOf, type Inputs, inputsOf, type Lock } from './inputs.ts';
import type { SourceFacts } from './plan.ts';

/** Reads what the working copy at `root` holds for an image, committed or not. Throws where it is no working copy of Git. */
export function sourcesAt(root: string): (image: ImageDescription) => SourceFacts {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Lock };
  const { version, repository } = JSON.parse(read('package.json')) as { version: string; repository: { url: string } };
  const source = repository.url.replace(/^git\+|\.git$/g, '');
  const listing = [...new Set(git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0'))].filter(
    (file) => file !== '' && statSync(join(root, file), { throwIfNoEntry: false })?.isFile(),
  );
  return (image) => {
    const inputs = inputsOf(image, packages);
    const files = filesOf(inputs, listing);
    const hash = contentHash(image, inputs, files, (file) =>
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    );
    return { hash, version, source, ...lastChange(inputs, files) };
  };

  /** Of the inputs; the lock file counts, since a package of it may have changed. */
  function lastChange({ paths }: Inputs, files: readonly string[]): Pick<SourceFacts, 'revision' | 'epoch'> {
    const where = ['--', 'package-lock.json', ...paths, ':(exclude,glob)**/*.test.ts', ':(exclude,glob)**/*.md'];
    const [revision = 'none', seconds = '0'] = git('log', '-1', '--format=%H %ct', ...where)
      .trim()
      .split(' ');
    if (git('status', '--porcelain', ...where).trim() === '') return { revision, epoch: Number(seconds) };
    const newest = Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
    return { revision: `${revision}-dirty`, epoch: Math.floor(newest / 1000) };
  }
}
