import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ServedGit, servedGit } from './served-git.ts';

describe('the repository that Flux reads', () => {
  let folder: string;
  let source: string;
  let served: ServedGit;
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const commit = (text: string) => {
    writeFileSync(join(source, 'desired.txt'), text);
    git('-C', source, 'add', '.');
    git('-C', source, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', text);
  };
  const edit = (text: string) => () => writeFileSync(join(served.checkout, 'digest.txt'), text);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'halden-served-'));
    source = join(folder, 'source');
    git('init', '--quiet', '--initial-branch=work', source);
    commit('first');
    const url = `http://cluster.example:${await freePort()}/halden.git`;
    served = servedGit({ folder: join(folder, 'cluster'), url, branch: 'main' });
  });
  afterEach(async () => {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is what the source says, with what was found and built, and leaves the source as it was', async () => {
    await served.adopt(source, 'built', edit('sha256:1'));
    expect(readFileSync(join(served.checkout, 'desired.txt'), 'utf8')).toBe('first');
    expect(readFileSync(join(served.checkout, 'digest.txt'), 'utf8')).toBe('sha256:1');
    expect(git('-C', source, 'status', '--porcelain')).toBe('');
    expect(git('-C', source, 'log', '--format=%s').trim()).toBe('first');
  });

  it('makes no commit when nothing has changed', async () => {
    await served.adopt(source, 'built', edit('sha256:1'));
    const before = git('-C', served.checkout, 'rev-parse', 'HEAD');
    await served.adopt(source, 'built', edit('sha256:1'));
    expect(git('-C', served.checkout, 'rev-parse', 'HEAD')).toBe(before);
  });

  it('keeps the history of its releases when the source goes on', async () => {
    await served.adopt(source, 'built', edit('sha256:1'));
    commit('second');
    await served.adopt(source, 'built again', edit('sha256:2'));
    expect(readFileSync(join(served.checkout, 'desired.txt'), 'utf8')).toBe('second');
    const history = git('-C', served.checkout, 'log', '--format=%s', '--', 'digest.txt').trim().split('\n');
    expect(history).toEqual(['built again', 'built']);
  });

  it('is cloned over HTTP once it is published, and takes no push', async () => {
    await served.adopt(source, 'built', edit('sha256:1'));
    const published = await served.publish();
    await served.start();
    const url = served.url.replace('cluster.example', '127.0.0.1');
    const clone = join(folder, 'clone');
    git('clone', '--quiet', url, clone);
    expect(git('-C', clone, 'rev-parse', 'HEAD').trim()).toBe(published);
    expect(() => git('-C', clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/other')).toThrow();
  });

  it('is not mistaken for that of another checkout at the same port', async () => {
    await served.adopt(source, 'built', edit('sha256:1'));
    await served.publish();
    await served.start();
    const other = servedGit({ folder: join(folder, 'other'), url: served.url, branch: 'main' });
    await other.adopt(source, 'built elsewhere', () => writeFileSync(join(other.checkout, 'digest.txt'), 'sha256:2'));
    await other.publish();
    await expect(other.start()).rejects.toThrow(/another Git server has that port/);
    await other.stop();
    await served.start();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
