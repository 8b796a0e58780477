import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ExplainedError, Refusal } from './refusal.ts';

const exitCodes = '\nExit codes: 0 done, 1 refused, failed or findings, 2 the command line is wrong.';

/**
 * A program as every one of ours is: `--help` lists its options and exit codes, and a wrong command line ends it with 2.
 * @param command how people call it, such as `npm run cluster --`
 */
export const program = (command: string, description: string): Command =>
  new Command(command)
    .description(description)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', exitCodes)
    .showHelpAfterError('(--help lists all options)')
    .exitOverride();

/**
 * Runs a program with the arguments of this process. What goes wrong is said once: for people on stderr, and with `--json` for machines on
 * stdout. An error that explains itself comes without a stack; of any other one the origin matters.
 */
export async function run(command: Command): Promise<void> {
  // A reader that goes away, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await command.parseAsync(process.argv);
  } catch (error) {
    process.exitCode = report(error, command.name());
  }
}

function report(error: unknown, name: string): number {
  // Commander has said it already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const problem = error instanceof Error ? error : new Error(String(error));
  if (process.argv.includes('--json')) {
    const parts = problem instanceof Refusal ? problem.parts : { what: problem.message };
    process.stdout.write(`${JSON.stringify({ error: { name: problem.name, ...parts } }, null, 2)}\n`);
  }
  const shortName = /npm run ([\w:-]+)/.exec(name)?.[1] ?? name;
  process.stderr.write(`${shortName}: ${problem instanceof ExplainedError ? problem.message : problem.stack}\n`);
  return problem instanceof ExplainedError ? problem.exitCode : 1;
}

/** Parses an option that is a whole number. */
export const wholeNumber =
  ({ from = 1, to = Number.MAX_SAFE_INTEGER }: { readonly from?: number; readonly to?: number } = {}) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(
      `A whole number from ${from}${to === Number.MAX_SAFE_INTEGER ? '' : ` to ${to}`} is expected.`,
    );
  };
