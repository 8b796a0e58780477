import type { ServiceBusClient } from '@azure/service-bus';
import { assertKnown, Refusal, UsageError } from '@halden/cli/refusal';
import { table } from '@halden/cli/terminal';
import { type Message, topology } from '@halden/contracts';
import { createEventHubPublisher, createServiceBusClient } from '@halden/messaging';
import { createGuard, createMetrics } from '@halden/service-kit';
import type { Context, ExitCode } from '../context.ts';
import { type DeadLetter, deadLetterPlaces, type DeadLetterPlace, peekDeadLetters } from '../messages/dead-letters.ts';
import { replayDeadLetters } from '../messages/replay.ts';

export interface DlqOptions {
  /** A namespace in Azure, reached with the credential of whoever calls. */
  readonly namespace?: string | undefined;
  readonly eventHubsNamespace?: string;
  /** Otherwise by connection string; that of `npm start` unless another is given. */
  readonly connectionString?: string;
}

/** `dlq list`: the dead letters of every queue and subscription. Ends with 1 when there are any. */
export async function runDlqList(
  { terminal, json }: Context,
  name: string | undefined,
  options: DlqOptions & { readonly limit: number },
): Promise<ExitCode> {
  const places = name === undefined ? deadLetterPlaces : [placeNamed(name)];
  const letters = await withBus(options, async (client) => {
    const found: DeadLetter[] = [];
    for (const place of places) found.push(...(await peekDeadLetters(client, place, options)));
    return found;
  });
  if (json) terminal.out(JSON.stringify({ deadLetters: letters }, null, 2));
  else if (letters.length === 0) terminal.say('There are no dead letters.');
  else {
    terminal.out(
      table(
        ['PLACE', 'SEQUENCE', 'REASON', 'TYPE', 'SUBJECT', 'SINCE', 'DESCRIPTION'],
        letters.map(({ place, sequence, reason, type, subject, enqueuedAt, description }) =>
          [place, sequence, reason, type, subject, enqueuedAt, description?.replace(/\s+/g, ' ').slice(0, 80)].map(
            (cell) => cell ?? '',
          ),
        ),
      ),
    );
    terminal.say(
      'One of them in full: npm run platform -- dlq show <place> <sequence>. Again: dlq replay <place> <sequence>.',
    );
  }
  return letters.length > 0 ? 1 : 0;
}

/** `dlq show`: one dead letter in full. */
export async function runDlqShow(
  { terminal }: Context,
  { place: name, sequence }: { readonly place: string; readonly sequence: string },
  options: DlqOptions,
): Promise<ExitCode> {
  const place = placeNamed(name);
  assertSequences([sequence]);
  const [letter] = await withBus(options, (client) => peekDeadLetters(client, place, { limit: 1, from: sequence }));
  if (letter?.sequence !== sequence) throw noSuchLetter(place, sequence);
  terminal.out(JSON.stringify(letter, null, 2));
  return 0;
}

/** `dlq replay`: dead letters are sent again, and leave the place where they waited. */
export async function runDlqReplay(
  context: Context,
  { place: name, sequences }: { readonly place: string; readonly sequences: readonly string[] },
  options: DlqOptions & { readonly all?: boolean },
): Promise<ExitCode> {
  const { terminal, json, now } = context;
  const place = placeNamed(name);
  if ((sequences.length === 0) !== Boolean(options.all))
    throw new UsageError('say which dead letters: their sequence numbers, or --all');
  assertSequences(sequences);
  const hub = eventSender(options);
  try {
    const replayed = await withBus(options, (client) =>
      replayDeadLetters({
        client,
        place,
        now,
        sendEvent: hub.send,
        sequences: options.all ? undefined : new Set(sequences),
      }),
    );
    if (json)
      terminal.out(JSON.stringify({ replayed: replayed.map(({ letter, to }) => ({ sequence: letter.sequence, to })) }));
    else
      for (const { letter, to } of replayed)
        terminal.say(
          `${letter.sequence} (${letter.type ?? 'no type'}, ${letter.subject ?? 'no subject'}) is sent to ${to} again.`,
        );
    const missing = sequences.find((sequence) => !replayed.some(({ letter }) => letter.sequence === sequence));
    if (missing !== undefined) throw noSuchLetter(place, missing);
    if (replayed.length === 0 && !json) terminal.say(`There are no dead letters in ${place.name}.`);
    return 0;
  } finally {
    await hub.close();
  }
}

function placeNamed(name: string): DeadLetterPlace {
  assertKnown(
    'place of dead letters',
    name,
    deadLetterPlaces.map((place) => place.name),
    'the place',
  );
  return deadLetterPlaces.find((place) => place.name === name) as DeadLetterPlace;
}

function assertSequences(sequences: readonly string[]): void {
  const wrong = sequences.find((sequence) => !/^[0-9]{1,19}$/.test(sequence));
  if (wrong !== undefined) throw new UsageError(`'${wrong}' is not a sequence number; dlq list shows them`);
}

const noSuchLetter = (place: DeadLetterPlace, sequence: string): Refusal =>
  new Refusal({
    what: `there is no dead letter ${sequence}`,
    where: place.name,
    why: 'it was sent again, completed, or never was there',
    fix: `npm run platform -- dlq list ${place.name}`,
  });

type Address = { connectionString: string; namespace: undefined } | { connectionString: undefined; namespace: string };
async function addressOf({ namespace, connectionString }: DlqOptions): Promise<Address> {
  if (namespace !== undefined) return { connectionString: undefined, namespace };
  const { localConnectionString } = await import('../messages/local.ts');
  return { connectionString: connectionString ?? localConnectionString, namespace };
}

async function withBus<T>(options: DlqOptions, work: (client: ServiceBusClient) => Promise<T>): Promise<T> {
  const address = await addressOf(options);
  const client = await createServiceBusClient(address);
  try {
    return await work(client);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new Refusal({
      what: 'the Service Bus cannot be reached',
      where: address.namespace ?? address.connectionString.replace(/SharedAccessKey=[^;]*/, 'SharedAccessKey=…'),
      why: (error as Error).message,
      fix: 'npm start, or --connection-string, or --namespace <name>.servicebus.windows.net after az login',
    });
  } finally {
    await client.close();
  }
}
const isUnreachable = (error: unknown): boolean =>
  ['ServiceBusError', 'MessagingError'].includes((error as Error).name);

/** Sends events to their hub, connecting only when there is one. */
function eventSender(options: DlqOptions) {
  const hub = topology.eventHubs.orderEvents.name;
  const metrics = createMetrics('platform');
  let publisher: ReturnType<typeof createEventHubPublisher> | undefined;
  return {
    async send({ body, sequence, place }: DeadLetter): Promise<string> {
      if (typeof (body as Partial<Message> | null)?.subject !== 'string')
        throw new Refusal({
          what: `the event ${sequence} cannot be sent again`,
          where: place,
          why: 'it has no subject, so no partition is its own',
          fix: 'read it with dlq show, and complete it in the portal once what it is about is settled',
        });
      const address = await addressOf({ ...options, namespace: options.eventHubsNamespace ?? options.namespace });
      publisher ??= createEventHubPublisher({
        address: { ...address, hub },
        guard: (dependency) => createGuard({ dependency, metrics }),
      });
      await (await publisher).publish([{ message: body as Message }]);
      return hub;
    },
    close: async () => (await publisher)?.close(),
  };
}
