// `npm run platform -- <command>`: the one place that reads arguments, environment and clock.
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import type { Context } from './context.ts';
import { Refusal } from '@halden/cli/refusal';
import { buildProgram, type GlobalOptions } from './program.ts';

const isJson = process.argv.includes('--json');
const program = buildProgram({
  defaultRoot: resolve(import.meta.dirname, '../../..'),
  contextOf,
  finish: (code) => (process.exitCode = code),
});

// A reader that goes away, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

function contextOf({ root, json }: GlobalOptions): Context {
  const { stdout, stderr, env } = process;
  return {
    root: resolve(root),
    json: json === true,
    hasKubeconfig: Boolean(env.KUBECONFIG),
    terminal: {
      out: (text) => void stdout.write(`${text}\n`),
      say: (text) => void stderr.write(`${text}\n`),
      colour: stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb',
    },
    now: () => new Date(),
    loadRenderer: async () => (await import('./plan/renderer.ts')).loadRenderer(),
  };
}

/** Says what went wrong, for people on standard error and with --json for machines on standard output; returns the exit code. */
function report(error: unknown): number {
  // Commander has said it already: help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const problem = error instanceof Error ? error : new Error(String(error));
  if (isJson) {
    const parts = problem instanceof Refusal ? problem.parts : { what: problem.message };
    process.stdout.write(`${JSON.stringify({ error: { name: problem.name, ...parts } }, null, 2)}\n`);
  }
  process.stderr.write(`platform: ${isExpected(problem) ? problem.message : problem.stack}\n`);
  return 1;
}

/** Errors whose message says all a person needs; any other is a fault of ours, whose origin matters. */
function isExpected({ name }: Error): boolean {
  return ['Refusal', 'GitError', 'DesiredStateError', 'SynthError'].includes(name);
}
