import {
  subscriptionAddress,
  type EntityConfig,
  type QueueConfig,
  type SubscriptionConfig,
  type TopicConfig,
} from '../entity-config.ts';
import type { Log } from '../log.ts';
import type { Journal } from './journal.ts';

export type TopicSettings = Omit<TopicConfig, 'subscriptions'>;

/** An entity as it is set now. */
export type Settings = (
  | { kind: 'queue'; config: QueueConfig }
  | { kind: 'topic'; config: TopicSettings }
  | { kind: 'subscription'; topic: string; config: SubscriptionConfig }
) & {
  /** Properties that are kept for administrators and have no effect here, by their names in the administration's XML. */
  inert: Record<string, string>;
};

export type Definition = Settings & { updatedAt: number };

export const addressOf = (settings: Settings): string =>
  settings.kind === 'subscription' ? subscriptionAddress(settings.topic, settings.config.name) : settings.config.name;

/**
 * The entities that are served: those of the configuration, and those that administrators made. What the configuration
 * says is taken when it is new or has changed since the last run; otherwise, what an administrator changed or deleted
 * stays so.
 */
export class Definitions {
  readonly #journal: Journal;
  readonly #eventHubs: EntityConfig['eventHubs'];
  readonly #definitions = new Map<string, Definition>();

  constructor(journal: Journal, configured: EntityConfig, { now, log }: { now: number; log: Log }) {
    this.#journal = journal;
    this.#eventHubs = configured.eventHubs;
    const kept = this.#read();
    const fromConfiguration = new Map(settingsOf(configured).map((settings) => [keyOf(settings), settings]));
    for (const [key, settings] of fromConfiguration) {
      const row = kept.get(key);
      const seed = write(settings);
      if (row?.configured === seed) continue;
      kept.set(key, { configured: seed, current: seed, updatedAt: now });
      this.#store(key, { configured: seed, current: seed, now });
    }
    const hubs = new Set(configured.eventHubs.map(({ name }) => name.toLowerCase()));
    for (const [key, { configured: seed, current, updatedAt }] of kept) {
      if (current === null || (seed !== null && !fromConfiguration.has(key))) continue;
      if (hubs.has(key))
        log('entity-not-served', { address: key, reason: 'the configuration has an event hub of its name' });
      else this.#definitions.set(key, { ...read(current), updatedAt });
    }
    this.#dropOrphans(log);
  }

  get(address: string): Definition | undefined {
    return this.#definitions.get(address.toLowerCase());
  }

  /** Whether an event hub has this name. */
  isHub(address: string): boolean {
    return this.#eventHubs.some(({ name }) => name.toLowerCase() === address.toLowerCase());
  }

  /** In the order of their names. */
  all(): Definition[] {
    return [...this.#definitions.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
  }

  subscriptions(topic: string): Extract<Definition, { kind: 'subscription' }>[] {
    return this.all().flatMap((each) =>
      each.kind === 'subscription' && each.topic.toLowerCase() === topic.toLowerCase() ? [each] : [],
    );
  }

  /** The addresses of those that forward to a queue or topic. */
  forwardersTo(target: string): string[] {
    return this.all().flatMap((each) => (forwards(each).includes(target.toLowerCase()) ? [addressOf(each)] : []));
  }

  put(settings: Settings, now: number): void {
    this.#store(keyOf(settings), { current: write(settings), now });
    this.#definitions.set(keyOf(settings), { ...settings, updatedAt: now });
  }

  /** Forgets one; a topic with its subscriptions. */
  delete(address: string, now: number): void {
    for (const each of this.subscriptions(address)) this.delete(addressOf(each), now);
    this.#store(address.toLowerCase(), { current: null, now });
    this.#definitions.delete(address.toLowerCase());
  }

  entities(): EntityConfig {
    const all = this.all();
    return {
      queues: all.flatMap((each) => (each.kind === 'queue' ? [each.config] : [])),
      topics: all.flatMap((each) =>
        each.kind === 'topic'
          ? [{ ...each.config, subscriptions: this.subscriptions(each.config.name).map(({ config }) => config) }]
          : [],
      ),
      eventHubs: this.#eventHubs,
    };
  }

  /** The configuration may have lost what administrators' entities belong or forward to. */
  #dropOrphans(log: Log): void {
    for (const [key, each] of this.#definitions)
      if (each.kind === 'subscription' && this.get(each.topic)?.kind !== 'topic') this.#definitions.delete(key);
    for (const [key, each] of this.#definitions) {
      if (each.kind === 'topic') continue;
      const { forwardTo, forwardDeadLetteredTo, ...config } = each.config;
      const isServed = (target: string | undefined) => target !== undefined && this.get(target) !== undefined;
      if (forwards(each).every(isServed)) continue;
      log('forwarding-stopped', { address: key, reason: 'the queue or topic that it forwards to is not served' });
      const left = {
        ...(isServed(forwardTo) && { forwardTo }),
        ...(isServed(forwardDeadLetteredTo) && { forwardDeadLetteredTo }),
      };
      this.#definitions.set(key, { ...each, config: { ...config, ...left } } as Definition);
    }
  }

  #read(): Map<string, { configured: string | null; current: string | null; updatedAt: number }> {
    const rows = this.#journal
      .prepare('SELECT address, configured, current, updated_at FROM definitions', { wholeTable: 'all are served' })
      .all();
    return new Map(
      rows.map((row) => [
        String(row['address']),
        {
          configured: row['configured'] as string | null,
          current: row['current'] as string | null,
          updatedAt: Number(row['updated_at']),
        },
      ]),
    );
  }

  #store(
    key: string,
    { configured, current, now }: { configured?: string; current: string | null; now: number },
  ): void {
    const statement = this.#journal.prepare(
      `INSERT INTO definitions (address, configured, current, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT DO UPDATE SET configured = coalesce(?2, configured), current = ?3, updated_at = ?4`,
    );
    this.#journal.write(statement, key, configured ?? null, current, now);
  }
}

const keyOf = (settings: Settings): string => addressOf(settings).toLowerCase();

function forwards(settings: Settings): string[] {
  if (settings.kind === 'topic') return [];
  const { forwardTo, forwardDeadLetteredTo } = settings.config;
  return [forwardTo, forwardDeadLetteredTo].flatMap((target) => (target ? [target.toLowerCase()] : []));
}

function settingsOf({ queues, topics }: EntityConfig): Settings[] {
  return [
    ...queues.map((config): Settings => ({ kind: 'queue', config, inert: {} })),
    ...topics.flatMap(({ subscriptions, ...config }): Settings[] => [
      { kind: 'topic', config, inert: {} },
      ...subscriptions.map((each): Settings => ({ kind: 'subscription', topic: config.name, config: each, inert: {} })),
    ]),
  ];
}

// JSON has no Infinity, and settings have no null.
const write = (settings: Settings): string => JSON.stringify(settings);
const read = (text: string): Settings =>
  JSON.parse(text, (_key, value: unknown) => (value === null ? Infinity : value)) as Settings;
