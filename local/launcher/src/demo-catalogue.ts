import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ProcessSpec } from './supervisor.ts';

/** In the data directory: says that the demo catalogue was imported whole, so that what staff took out since does not come back. */
export const importedMark = 'demo-catalogue.imported';

/** The import of the demo catalogue into a shop that answers. */
export interface Filling {
  /** Resolves when the products can be bought. */
  products: Promise<void>;
  /** Resolves when their pictures are there as well. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** Imports the demo catalogue by a program that ends then, unless this data directory had it before and still has something. */
export async function fillWithDemoCatalogue(
  spec: ProcessSpec,
  { dataDir, url }: { dataDir: string; url: string },
): Promise<Filling> {
  const mark = join(dataDir, importedMark);
  if (existsSync(mark) && !(await isEmpty(url))) {
    const nothing = Promise.resolve();
    return { products: nothing, done: nothing, stop: () => nothing };
  }
  const child: ChildProcess = spawn(process.execPath, [...spec.args], {
    env: spec.env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
  });
  const said: string[] = [];
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(code === 0 ? '' : signal ? `killed by ${signal}` : said.slice(-8).join('\n') || `exit code ${code}`),
    );
  });
  const done = ended.then((failure) => {
    if (failure) throw new Error(`The demo catalogue was not imported: ${failure}`);
    writeFileSync(mark, `${new Date().toISOString()}\n`);
  });
  done.catch(() => undefined); // who waits for it hears of it
  return {
    products: Promise.race([once(child, 'message').then(() => undefined), done]),
    done,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Somebody may have taken the database away, and left the mark. */
async function isEmpty(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/products?pageSize=1`).catch(() => undefined);
  return response?.ok === true && ((await response.json()) as { total: number }).total === 0;
}
