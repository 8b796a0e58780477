// `npm run platform -- <command>`: the one place that reads arguments, environment and clock.
import { resolve } from 'node:path';
import { run } from '@halden/cli/main';
import type { Context } from './context.ts';
import { buildProgram, type GlobalOptions } from './program.ts';

const program = buildProgram({
  defaultRoot: resolve(import.meta.dirname, '../../..'),
  contextOf,
  finish: (code) => (process.exitCode = code),
});

await run(program);

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
