import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');
/** How long the shop may take to be built and to become ready. */
const patienceMs = 120_000;

/** The whole shop, running in processes of its own with data of its own. */
export interface RunningShop {
  /** Where browsers find it, such as `http://localhost:49152`. */
  url: string;
  /** What it has logged so far: warnings and errors. */
  logs(): string;
  stop(): Promise<void>;
}

/** Starts the shop as `npm start` does, on free ports. Rejects with its logs when it does not become ready. */
export async function startShop(): Promise<RunningShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'halden-shop-'));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      'tools/run.mjs',
      '--bundled',
      'local/launcher/src/main.ts',
      '--port',
      String(port),
      '--data',
      dataDir,
      '--log',
      'warn',
      '--json',
    ],
    // The caller's own mode (a test, say) is not the shop's.
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' } },
  );
  let logs = '';
  child.stderr.on('data', (chunk) => (logs += String(chunk)));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };

  const ready = Promise.withResolvers<string>();
  const patience = setTimeout(() => ready.reject(new Error(`no sign of life in ${patienceMs / 1000} s`)), patienceMs);
  createInterface({ input: child.stdout }).once('line', (line) => ready.resolve(line));
  child.once('error', ready.reject);
  child.once('exit', (code, signal) => ready.reject(new Error(`it ended with ${signal ?? code}`)));
  try {
    const { url } = JSON.parse(await ready.promise) as { url: string };
    return { url, logs: () => logs, stop };
  } catch (error) {
    await stop();
    throw new Error(`the shop did not start: ${(error as Error).message}\n${logs}`, { cause: error });
  } finally {
    clearTimeout(patience);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
