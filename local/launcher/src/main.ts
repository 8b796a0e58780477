import { resolve } from 'node:path';
import { demoPassword, demoPeople, lockDataDirectory } from '@halden/local-azure/about';
import { onceOrphaned } from '@halden/cli/lineage';
import { checkDataFiles, forgetData, prepareDataFolder } from './data-folder.ts';
import { help, type Options, readOptions, UsageError } from './options.ts';
import { runPlatform } from './platform.ts';
import { readyTable } from './table.ts';

const root = resolve(import.meta.dirname, '../../..');

try {
  const options = readOptions(process.argv.slice(2), process.env, root);
  if (options.help) console.log(help);
  else await start(options);
} catch (error) {
  console.error((error as Error).message);
  process.exit(error instanceof UsageError ? 2 : 1);
}

async function start(options: Options): Promise<void> {
  const began = performance.now();
  const dataDir = resolve(options.dataDir);
  prepareDataFolder(dataDir);
  const unlock = lockDataDirectory(dataDir);
  if (options.reset) forgetData(dataDir);
  checkDataFiles(dataDir);

  // With --json, standard output belongs to the one line.
  const people = options.json ? process.stderr : process.stdout;
  const platform = await runPlatform({
    ...options,
    dataDir,
    root,
    environment: process.env as Record<string, string>,
    write: (text) => people.write(text),
    colour: people.isTTY,
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    people.write('\nStopping (Ctrl-C again: at once) …\n');
    await platform.stop();
    unlock();
    people.write('Stopped. The data is kept; npm start -- --reset begins anew.\n');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
  onceOrphaned(() => void stop());

  await platform.ready;
  const seconds = (performance.now() - began) / 1000;
  if (options.json) console.log(JSON.stringify({ ...platform.addresses, seconds: Number(seconds.toFixed(2)) }));
  else people.write(readyTable({ addresses: platform.addresses, seconds, people: demoPeople, password: demoPassword }));
}
