import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface BareServer {
  origin: string;
  stop(): Promise<void>;
}

/** A bare Fastify or Express in a process of its own, answering `GET /thing` with this body and `POST /thing` with what it got. */
export async function startBare(framework: 'fastify' | 'express', body: unknown): Promise<BareServer> {
  const folder = mkdtempSync(join(tmpdir(), 'halden-bench-'));
  const file = join(folder, 'body.json');
  writeFileSync(file, JSON.stringify(body));
  const child = fork(fileURLToPath(new URL('./bare-server.ts', import.meta.url)), [framework, file], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}
