import { program as createProgram, wholeNumber } from '@halden/cli/main';
import { type Command, Option } from 'commander';
import type { BumpOptions } from './commands/bump.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { DlqOptions } from './commands/dlq.ts';
import type { NewServiceOptions } from './commands/new-service.ts';
import type { OutboxOptions } from './commands/outbox.ts';
import type { PromoteOptions } from './commands/promote.ts';
import type { RetryOptions } from './commands/retry.ts';
import type { RollbackOptions } from './commands/rollback.ts';
import type { StatusOptions } from './commands/status.ts';
import type { SynthOptions } from './commands/synth.ts';
import type { Context, ExitCode } from './context.ts';

/** Options of every command. */
export interface GlobalOptions {
  readonly root: string;
  readonly json?: boolean;
}

export interface ProgramOptions {
  /** The checkout, unless --root names another. */
  readonly defaultRoot: string;
  readonly contextOf: (options: GlobalOptions) => Context;
  /** Takes the exit code of the command that ran. */
  readonly finish: (code: ExitCode) => void;
}

/**
 * The table of contents: every command with its options. What a command does is loaded when it is called,
 * so that `--help` answers at once.
 */
export function buildProgram({ defaultRoot, contextOf, finish }: ProgramOptions): Command {
  const program = createProgram(
    'platform',
    'Moves releases between environments and tells what runs. It changes nothing but files in Git.',
  )
    .option('--root <folder>', 'another checkout than this one', defaultRoot)
    .option('--json', 'the result as JSON on standard output');
  const context = () => contextOf(program.opts<GlobalOptions>());
  const command = (nameAndArguments: string, description: string, example: string) =>
    program
      .command(nameAndArguments)
      .description(description)
      .addHelpText('after', `\nExample:\n  npm run platform -- ${example}`);

  changing(command('synth', 'Renders clusters/ from apps/ and charts-src/: npm run synth.', 'synth --check'))
    .addOption(
      new Option('--check', 'write nothing; name what is stale, and end with 1').conflicts(['commit', 'branch']),
    )
    .action(async (options: SynthOptions) =>
      finish(await (await import('./commands/synth.ts')).runSynth(context(), options)),
    );

  command(
    'new-service <name>',
    'Writes a further service: its folder, contract, desired state, identities, and all that is made from them.',
    'new-service review-service --dry-run',
  )
    .option('--dry-run', 'print what would be written, write nothing')
    .action(async (name: string, options: NewServiceOptions) =>
      finish(await (await import('./commands/new-service.ts')).runNewService(context(), name, options)),
    );

  command('validate', 'Names what is stale, edited by hand, or against schema or policy.', 'validate --json').action(
    async () => finish(await (await import('./commands/validate.ts')).runValidate(context())),
  );

  command('diff', 'What the clusters would notice of a change.', 'diff --base origin/main --format markdown')
    .option('--base <ref>', 'compare with where the histories of this and --head part', 'HEAD')
    .option('--head <ref>', 'a commit instead of the working tree')
    .addOption(new Option('--format <format>').choices(['text', 'markdown', 'json']).default('text'))
    .action(async (options: DiffOptions) =>
      finish(await (await import('./commands/diff.ts')).runDiff(context(), options)),
    );

  changing(
    command(
      'bump <service>',
      'Puts an image that was just built into an environment. Changes two files.',
      'bump order-service --env dev --tag 1.2.3 --digest sha256:…',
    )
      .requiredOption('--env <environment>', 'the environment')
      .requiredOption('--tag <tag>', 'the tag, for people')
      .requiredOption('--digest <digest>', 'the digest, which decides')
      .option('--force', 'also into an environment that releases are promoted to'),
  ).action(async (service: string, options: BumpOptions) =>
    finish(await (await import('./commands/bump.ts')).runBump(context(), service, options)),
  );

  reaching(
    changing(
      command(
        'promote <service>',
        "Copies a release to the next environment, and prints the pull request's text.",
        'promote order-service --to staging --context dev=aks-dev --branch promote/order-service-1.2.3',
      )
        .requiredOption('--to <environment>', 'where it goes')
        .option('--from <environment>', 'where it comes from (default: the environment before)')
        .option('--expect <tag or digest>', 'refuse unless the source holds exactly this release')
        .option('--force', 'skip environments'),
    ),
  ).action(async (service: string, options: PromoteOptions) =>
    finish(await (await import('./commands/promote.ts')).runPromote(context(), service, options)),
  );

  changing(
    command(
      'rollback <service>',
      'Goes back to the release before, or to one that --to names, as Git remembers it.',
      'rollback order-service --env prod --to 1.2.2 --commit',
    )
      .requiredOption('--env <environment>', 'the environment')
      .option('--to <release>', 'a tag, a digest or its beginning, or a commit'),
  ).action(async (service: string, options: RollbackOptions) =>
    finish(await (await import('./commands/rollback.ts')).runRollback(context(), service, options)),
  );

  reaching(
    command('status [service]', 'What Git says, and what runs.', 'status --context dev=aks-dev --context prod=aks-prod')
      .option('--env <environment>', 'this environment alone')
      .option('--ref <ref>', "the commit whose word is Git's", 'HEAD')
      .option('--no-cluster', 'Git alone, even with a kubeconfig'),
  ).action(async (service: string | undefined, options: StatusOptions) =>
    finish(await (await import('./commands/status.ts')).runStatus(context(), service, options)),
  );

  reaching(
    changing(
      command(
        'retry <service>',
        'Begins the analysis of a failed release again.',
        'retry order-service --env staging --commit',
      ).requiredOption('--env <environment>', 'the environment'),
    ),
  ).action(async (service: string, options: RetryOptions) =>
    finish(await (await import('./commands/retry.ts')).runRetry(context(), service, options)),
  );

  addOutbox(program, context, finish);
  addDeadLetters(program, context, finish);
  return program;
}

/** Messages of the outbox that are not tried any more. */
function addOutbox(program: Command, context: () => Context, finish: (code: ExitCode) => void): void {
  const outbox = program.command('outbox').description('Parked messages of the outbox: list them, send them again.');
  const about = (command: Command) =>
    command
      .option('--url <url>', 'the management port of the service with the outbox (default: that of npm start)')
      .option('--destination <name>', 'of this destination alone')
      .addOption(
        new Option('--reason <reason>', 'of this reason alone').choices([
          'too_large',
          'refused',
          'unknown_destination',
          'attempts_exhausted',
        ]),
      );
  about(
    outbox.command('list', { isDefault: true }).description('What is parked, and why. Ends with 1 when there is any.'),
  )
    .option('--limit <count>', 'at most so many', wholeNumber({ from: 1, to: 9_999 }), 100)
    .addHelpText('after', '\nExample:\n  npm run platform -- outbox list --destination order-events')
    .action(async (options: OutboxOptions & { limit: number }) =>
      finish(await (await import('./commands/outbox.ts')).runOutboxList(context(), options)),
    );
  about(outbox.command('replay [ids...]').description('Tries parked messages again.'))
    .option('--all', 'all of them')
    .addHelpText('after', '\nExample:\n  npm run platform -- outbox replay --reason unknown_destination')
    .action(async (ids: string[], options: OutboxOptions & { all?: boolean }) =>
      finish(await (await import('./commands/outbox.ts')).runOutboxReplay(context(), ids, options)),
    );
}

/** Dead letters of queues, subscriptions and hubs. */
function addDeadLetters(program: Command, context: () => Context, finish: (code: ExitCode) => void): void {
  const dlq = program
    .command('dlq')
    .description('Dead letters of queues, subscriptions and hubs: list them, read them, send them again.');
  const about = (command: Command, example: string) =>
    command
      .option('--namespace <host>', 'a Service Bus in Azure, with your own credential: <name>.servicebus.windows.net')
      .option('--event-hubs-namespace <host>', 'where events go again, when it is another namespace')
      .addOption(
        new Option('--connection-string <text>', 'a Service Bus by connection string (default: that of npm start)').env(
          'SERVICE_BUS_CONNECTION_STRING',
        ),
      )
      .addHelpText('after', `\nExample:\n  npm run platform -- dlq ${example}`);
  about(
    dlq
      .command('list [place]', { isDefault: true })
      .description('What waits where, and why. Ends with 1 when there is any.'),
    'list payment-requests',
  )
    .option('--limit <count>', 'at most so many of each place', wholeNumber({ from: 1, to: 10_000 }), 100)
    .action(async (place: string | undefined, options: DlqOptions & { limit: number }) =>
      finish(await (await import('./commands/dlq.ts')).runDlqList(context(), place, options)),
    );
  about(
    dlq.command('show <place> <sequence>').description('One dead letter in full, as JSON.'),
    'show payment-results/order-service 17',
  ).action(async (place: string, sequence: string, options: DlqOptions) =>
    finish(await (await import('./commands/dlq.ts')).runDlqShow(context(), { place, sequence }, options)),
  );
  about(
    dlq.command('replay <place> [sequences...]').description('Sends dead letters again, and removes them there.'),
    'replay event-dead-letters --all',
  )
    .option('--all', 'all that wait there now')
    .action(async (place: string, sequences: string[], options: DlqOptions & { all?: boolean }) =>
      finish(await (await import('./commands/dlq.ts')).runDlqReplay(context(), { place, sequences }, options)),
    );
}

/** A command that changes files. */
function changing(command: Command): Command {
  return command
    .option('--dry-run', 'print what would change, write nothing')
    .option('--commit', 'commit the change, and nothing else')
    .option('--branch <name>', 'commit it on a new branch');
}

/** A command that can ask clusters. */
function reaching(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'how to reach the clusters (default: KUBECONFIG)')
    .option(
      '--context <environment=context>',
      'the context of a cluster or environment; may be repeated',
      (pair: string, before: readonly string[]) => [...before, pair],
      [],
    );
}
