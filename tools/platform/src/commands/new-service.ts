import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '@halden/cli/refusal';
import type { Context, ExitCode } from '../context.ts';
import { planNewService } from '../new-service/plan.ts';
import { applyChanges } from '../plan/changes.ts';
import { readFolders } from '../desired/checkout.ts';

export interface NewServiceOptions {
  readonly dryRun?: boolean;
}

/** What is generated from a new service once its files are there. */
const generators: readonly (readonly [script: string, ...args: string[]])[] = [
  ['service-registry/main.ts'],
  ['tools/platform/src/main.ts', 'synth'],
];

/** `new-service`: everything a further service needs, so that the checks pass and `npm start` starts it. */
export async function runNewService(context: Context, name: string, options: NewServiceOptions): Promise<ExitCode> {
  const { root, terminal, json } = context;
  const charts = await import('@halden/charts');
  const [folders, lock] = await Promise.all([
    readFolders(root, 'apps', 'libs/contracts/src', `services/${name}`),
    readFile(join(root, 'package-lock.json'), 'utf8').catch(() => undefined),
  ]);
  const plan = planNewService(
    {
      files: new Map([...folders, ...(lock === undefined ? [] : [['package-lock.json', lock] as const])]),
      services: charts.services.map((service) => service.name),
      localPorts: charts.services.flatMap(({ local }) => local?.port ?? []),
      environments: charts.environments.map(({ name, kind }) => ({
        name,
        kind,
        cluster: charts.clusters.find(({ environment }) => environment === name)?.name ?? name,
      })),
      routes: charts.services.flatMap(({ routes }) => routes),
    },
    name,
  );
  const isDry = options.dryRun === true;
  if (!isDry) {
    await applyChanges(root, plan.changes);
    for (const [script, ...args] of generators) await generate(root, script, args);
  }
  const files = plan.changes.map(({ path, before }) => ({ path, change: before === undefined ? 'added' : 'changed' }));
  if (json) {
    const generated = generators.map((argv) => argv.join(' '));
    terminal.out(JSON.stringify({ service: name, dryRun: isDry, files, generated, notes: plan.notes }, null, 2));
    return 0;
  }
  terminal.out(files.map(({ path, change }) => `${change} ${path}`).join('\n'));
  for (const note of plan.notes) terminal.say(`note: ${note}`);
  terminal.say(
    isDry
      ? 'Nothing was written. After these files, the registry and clusters/ would be generated anew.'
      : `${name} is there. Next: npm run check, then npm start; docs/how-to/add-a-service.md says what to write where.`,
  );
  return 0;
}

/** Runs a program of the checkout, which knows the new files. */
async function generate(root: string, script: string, args: readonly string[]): Promise<void> {
  const command = ['--disable-warning=ExperimentalWarning', join(root, script), ...args];
  await promisify(execFile)(process.execPath, command, { cwd: root, maxBuffer: 64 << 20 }).catch((error: unknown) => {
    const { stderr } = error as { stderr?: string };
    throw new Refusal({
      what: 'what follows from the new files could not be generated',
      where: [script, ...args].join(' '),
      why: stderr?.trim() || String(error),
      fix: 'mend it and run: npm run registry, npm run synth; or take the new files back with git clean and git checkout',
    });
  });
}
