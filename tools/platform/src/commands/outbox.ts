import { UsageError } from '@halden/cli/refusal';
import { table } from '@halden/cli/terminal';
import type { Context, ExitCode } from '../context.ts';
import { OutboxClient, type OutboxFilter, type ParkedMessage } from '../messages/outbox-client.ts';

export interface OutboxOptions extends OutboxFilter {
  /** A management port; that of `npm start` unless another is given. */
  readonly url?: string;
}

const filterOf = ({ destination, reason }: OutboxFilter): OutboxFilter => ({
  ...(destination !== undefined && { destination }),
  ...(reason !== undefined && { reason }),
});

/** `outbox list`: the messages that are not tried any more. Ends with 1 when there are any. */
export async function runOutboxList(
  { terminal, json }: Context,
  options: OutboxOptions & { readonly limit: number },
): Promise<ExitCode> {
  const found = await (await outboxOf(options)).list({ ...filterOf(options), limit: options.limit });
  if (json) terminal.out(JSON.stringify(found, null, 2));
  else if (found.parked.length === 0) terminal.say('No message is parked.');
  else {
    terminal.out(
      table(['DESTINATION', 'REASON', 'TYPE', 'ATTEMPTS', 'PARKED AT', 'ID', 'LAST ERROR'], found.parked.map(toRow)),
    );
    const all = found.counts.reduce((sum, { count }) => sum + count, 0);
    if (all > found.parked.length)
      terminal.say(`${all - found.parked.length} more are parked: --limit, --destination, --reason.`);
    terminal.say(
      'Once the cause is mended: npm run platform -- outbox replay <id>, or --destination, --reason, --all.',
    );
  }
  return found.parked.length > 0 ? 1 : 0;
}

/** Loaded only where nothing else is given: it knows every service. */
async function outboxOf({ url }: OutboxOptions): Promise<OutboxClient> {
  return new OutboxClient(url ?? (await import('../messages/local.ts')).localManagementUrl);
}

const toRow = ({ destination, reason, message, attempts, parkedAt, id, lastError }: ParkedMessage): string[] => [
  destination,
  reason,
  message.type,
  String(attempts),
  new Date(parkedAt).toISOString(),
  id,
  lastError.replace(/\s+/g, ' ').slice(0, 100),
];

/** `outbox replay`: parked messages are tried again. */
export async function runOutboxReplay(
  { terminal, json }: Context,
  ids: readonly string[],
  options: OutboxOptions & { readonly all?: boolean },
): Promise<ExitCode> {
  const filter = filterOf(options);
  if (ids.length === 0 && Object.keys(filter).length === 0 && !options.all)
    throw new UsageError('say which parked messages: their ids, --destination, --reason, or --all');
  const replayed = await (
    await outboxOf(options)
  ).replay({
    ...filter,
    ...(ids.length > 0 && { ids }),
    ...(options.all && { all: true as const }),
  });
  if (json) terminal.out(JSON.stringify({ replayed }));
  else terminal.say(`${replayed} parked ${replayed === 1 ? 'message is' : 'messages are'} tried again.`);
  return ids.length > 0 && replayed === 0 ? 1 : 0;
}
