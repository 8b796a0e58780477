import { describe, expect, it } from '@jest/globals';
import { EntityConfigError, mergeEntities, parseEntities } from './entities.ts';

function serviceBus(namespace: object): unknown {
  return {
    UserConfig: {
      Namespaces: [{ Name: 'sbemulatorns', Queues: [], Topics: [], ...namespace }],
      Logging: { Type: 'File' },
    },
  };
}

function eventHubs(...Entities: object[]): unknown {
  return {
    UserConfig: {
      NamespaceConfig: [{ Type: 'EventHub', Name: 'emulatorNs1', Entities }],
      LoggingConfig: { Type: 'File' },
    },
  };
}

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof EntityConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('parseEntities', () => {
  it('reads queues with every property of the Service Bus emulator', () => {
    const Properties = {
      DeadLetteringOnMessageExpiration: true,
      DefaultMessageTimeToLive: 'PT1H',
      DuplicateDetectionHistoryTimeWindow: 'PT20S',
      ForwardDeadLetteredMessagesTo: 'dead',
      ForwardTo: '',
      LockDuration: 'PT1M30S',
      MaxDeliveryCount: 3,
      RequiresDuplicateDetection: true,
      RequiresSession: true,
    };
    expect(parseEntities(serviceBus({ Queues: [{ Name: 'queue.1', Properties }] }), 'Config.json').queues).toEqual([
      {
        name: 'queue.1',
        deadLetterOnExpiration: true,
        defaultTtlMs: 3_600_000,
        duplicateDetectionMs: 20_000,
        forwardDeadLetteredTo: 'dead',
        lockDurationMs: 90_000,
        maxDeliveryCount: 3,
        requiresSession: true,
      },
    ]);
  });

  it('gives what is left out the defaults of Azure', () => {
    const read = parseEntities(
      serviceBus({ Queues: [{ Name: 'q' }], Topics: [{ Name: 't', Subscriptions: [{ Name: 's' }] }] }),
      'c',
    );
    const defaults = {
      lockDurationMs: 60_000,
      maxDeliveryCount: 10,
      defaultTtlMs: Infinity,
      deadLetterOnExpiration: false,
      requiresSession: false,
    };
    expect(read).toEqual({
      queues: [{ name: 'q', ...defaults, duplicateDetectionMs: 0 }],
      topics: [
        {
          name: 't',
          defaultTtlMs: Infinity,
          duplicateDetectionMs: 0,
          subscriptions: [{ name: 's', ...defaults, rules: [{ name: '$Default', filter: { type: 'true' } }] }],
        },
      ],
      eventHubs: [],
    });
  });

  it('remembers the duplicate detection window only where duplicates are detected', () => {
    const Properties = { DuplicateDetectionHistoryTimeWindow: 'PT5M', RequiresDuplicateDetection: false };
    expect(
      parseEntities(serviceBus({ Queues: [{ Name: 'q', Properties }] }), 'c').queues[0]?.duplicateDetectionMs,
    ).toBe(0);
  });

  it('reads the longest duration of Azure as never', () => {
    const Properties = { DefaultMessageTimeToLive: 'P10675199DT2H48M5.4775807S' };
    expect(parseEntities(serviceBus({ Queues: [{ Name: 'q', Properties }] }), 'c').queues[0]?.defaultTtlMs).toBe(
      Infinity,
    );
  });

  it('reads rules with SQL filters, correlation filters and actions', () => {
    const Rules = [
      {
        Name: 'app-prop-filter-1',
        Properties: {
          FilterType: 'Correlation',
          CorrelationFilter: {
            ContentType: 'application/text',
            Label: 'subject1',
            Properties: { prop3: 'value3', n: 1 },
          },
        },
      },
      {
        Name: 'sql',
        Properties: {
          FilterType: 'Sql',
          SqlFilter: { SqlExpression: "sys.MessageId = '123456' AND userProp1 = 'value1'" },
          Action: { SqlExpression: "SET sys.To = 'Entity'" },
        },
      },
    ];
    const read = parseEntities(serviceBus({ Topics: [{ Name: 't', Subscriptions: [{ Name: 's', Rules }] }] }), 'c');
    expect(read.topics[0]?.subscriptions[0]?.rules).toEqual([
      {
        name: 'app-prop-filter-1',
        filter: {
          type: 'correlation',
          contentType: 'application/text',
          subject: 'subject1',
          properties: { prop3: 'value3', n: 1 },
        },
      },
      {
        name: 'sql',
        filter: { type: 'sql', expression: "sys.MessageId = '123456' AND userProp1 = 'value1'" },
        action: "SET sys.To = 'Entity'",
      },
    ]);
  });

  it('reads event hubs, with the partition count as a number or a string', () => {
    expect(
      parseEntities(
        eventHubs(
          { Name: 'eh1', PartitionCount: '2', ConsumerGroups: [{ Name: 'cg1' }] },
          { Name: 'eh2', PartitionCount: 32, MessageRetentionInDays: 7 },
        ),
        'c',
      ).eventHubs,
    ).toEqual([
      { name: 'eh1', partitionCount: 2, consumerGroups: ['cg1'], retentionMs: 86_400_000 },
      { name: 'eh2', partitionCount: 32, consumerGroups: [], retentionMs: 604_800_000 },
    ]);
  });

  it('reads both kinds from one file, also from one namespace', () => {
    const read = parseEntities(
      {
        $schema: 'https://example.org/schema.json',
        UserConfig: {
          Namespaces: [{ Name: 'n', Queues: [{ Name: 'q' }], Entities: [{ Name: 'hub', PartitionCount: 1 }] }],
          NamespaceConfig: [{ Type: 'EventHub', Name: 'm', Entities: [{ Name: 'hub2', PartitionCount: '4' }] }],
        },
      },
      'c',
    );
    expect(read.queues.map(({ name }) => name)).toEqual(['q']);
    expect(read.eventHubs.map(({ name }) => name)).toEqual(['hub', 'hub2']);
  });

  it('lists every fault in one error, with path, accepted values and what was found', () => {
    const faults = faultsOf(() =>
      parseEntities(
        serviceBus({
          Queues: [
            {
              Name: 'q',
              Properties: {
                LockDuration: 'PT10M',
                MaxDeliveryCount: 0,
                DefaultMessageTimeToLive: '1 hour',
                DuplicateDetectionHistoryTimeWindow: 'PT5S',
                RequiresSession: 'yes',
                Lockduration: 'PT1M',
              },
            },
            { Name: '-bad-' },
            { Name: 'Q' },
          ],
        }),
        'Config.json',
      ),
    );
    const at = 'Config.json: UserConfig.Namespaces[0].Queues';
    expect(faults).toEqual([
      expect.stringContaining(
        `${at}[0].Properties.Lockduration: is not known here; known are LockDuration, MaxDeliveryCount,`,
      ),
      `${at}[0].Properties.RequiresSession: must be true or false, got "yes"`,
      `${at}[0].Properties.LockDuration: must be an ISO 8601 duration from PT5S to PT5M, got "PT10M"`,
      `${at}[0].Properties.MaxDeliveryCount: must be an integer from 1 to 2000, got 0`,
      expect.stringContaining(
        `${at}[0].Properties.DefaultMessageTimeToLive: must be an ISO 8601 duration from PT1S to P`,
      ),
      `${at}[0].Properties.DuplicateDetectionHistoryTimeWindow: must be an ISO 8601 duration from PT20S to P7D, got "PT5S"`,
      expect.stringContaining(`${at}[1].Name: must be letters, digits,`),
      `${at}[2].Name: 'Q' is already the name of UserConfig.Namespaces[0].Queues[0]; names differ by more than case`,
    ]);
  });

  it.each<[string, object, string]>([
    ['no filter type', {}, 'Properties.FilterType: must be one of Sql, Correlation, got nothing'],
    ['another filter type', { FilterType: 'Xml' }, 'Properties.FilterType: must be one of Sql, Correlation, got "Xml"'],
    ['no SQL', { FilterType: 'Sql' }, 'Properties.SqlFilter.SqlExpression: must be given with FilterType Sql'],
    [
      'wrong SQL',
      { FilterType: 'Sql', SqlFilter: { SqlExpression: 'a = ' } },
      'Properties.SqlFilter.SqlExpression: expected a property or a value but found the end at character 5 of "a = "',
    ],
    [
      'a wrong action',
      { FilterType: 'Sql', SqlFilter: { SqlExpression: '1=1' }, Action: { SqlExpression: 'DROP x' } },
      'Properties.Action.SqlExpression: expected SET or REMOVE but found DROP at character 1 of "DROP x"',
    ],
    [
      'an empty correlation',
      { FilterType: 'Correlation', CorrelationFilter: {} },
      'Properties.CorrelationFilter: must have at least one of ContentType, CorrelationId, Label,',
    ],
    [
      'a filter of the other type',
      { FilterType: 'Sql', SqlFilter: { SqlExpression: '1=1' }, CorrelationFilter: { To: 'x' } },
      'Properties.CorrelationFilter: must not be given with FilterType Sql',
    ],
    [
      'a property that is an object',
      { FilterType: 'Correlation', CorrelationFilter: { Properties: { a: {} } } },
      'Properties.CorrelationFilter.Properties.a: must be a string, a number or a boolean, got {}',
    ],
  ])('refuses a rule with %s', (_what, Properties, fault) => {
    const Topics = [{ Name: 't', Subscriptions: [{ Name: 's', Rules: [{ Name: 'r', Properties }] }] }];
    expect(faultsOf(() => parseEntities(serviceBus({ Topics }), 'c'))).toContainEqual(
      expect.stringContaining(`c: UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules[0].${fault}`),
    );
  });

  it.each<[string, object, string]>([
    ['no partition count', { Name: 'h' }, 'PartitionCount: must be an integer from 1 to 32, got undefined'],
    ['33 partitions', { Name: 'h', PartitionCount: '33' }, 'PartitionCount: must be an integer from 1 to 32, got "33"'],
    [
      '$Default, which always exists',
      { Name: 'h', PartitionCount: 1, ConsumerGroups: [{ Name: '$Default' }] },
      'ConsumerGroups[0].Name: must be letters, digits',
    ],
    [
      'a group twice',
      { Name: 'h', PartitionCount: 1, ConsumerGroups: [{ Name: 'g' }, { Name: 'G' }] },
      "ConsumerGroups[1]: Name 'G' is already the name of UserConfig.NamespaceConfig[0].Entities[0].ConsumerGroups[0]",
    ],
  ])('refuses an event hub with %s', (_what, entity, fault) => {
    expect(faultsOf(() => parseEntities(eventHubs(entity), 'c'))).toEqual([
      expect.stringContaining(`c: UserConfig.NamespaceConfig[0].Entities[0].${fault}`),
    ]);
  });

  it('refuses a queue, a topic and an event hub of one name', () => {
    const namespace = {
      Queues: [{ Name: 'x' }],
      Topics: [{ Name: 'X' }],
      Entities: [{ Name: 'x', PartitionCount: 1 }],
    };
    expect(faultsOf(() => parseEntities(serviceBus(namespace), 'c'))).toHaveLength(2);
  });

  it('refuses to forward from an entity with sessions, as Azure does', () => {
    const Queues = [{ Name: 'q', Properties: { RequiresSession: true, ForwardTo: 'x' } }, { Name: 'x' }];
    expect(faultsOf(() => parseEntities(serviceBus({ Queues }), 'c'))).toEqual([
      expect.stringContaining('Queues[0].Properties.ForwardTo: cannot be combined with RequiresSession'),
    ]);
  });

  it.each([null, 5, [], 'text', {}, { UserConfig: [] }, { UserConfig: { Namespaces: {} } }, { Queues: [] }])(
    'refuses %j with a message, not a crash',
    (json) => {
      expect(faultsOf(() => parseEntities(json, 'c')).length).toBeGreaterThan(0);
    },
  );
});

describe('mergeEntities', () => {
  const one = (namespace: object) => parseEntities(serviceBus(namespace), 'c');

  it('joins configurations, so that one may forward to an entity of another', () => {
    const first = one({ Queues: [{ Name: 'a', Properties: { ForwardTo: 'B' } }] });
    expect(mergeEntities([first, one({ Topics: [{ Name: 'b' }] })])).toMatchObject({
      queues: [{ name: 'a', forwardTo: 'B' }],
      topics: [{ name: 'b' }],
    });
  });

  it('refuses a name that two of them have', () => {
    const merge = () => mergeEntities([one({ Queues: [{ Name: 'a' }] }), one({ Topics: [{ Name: 'A' }] })]);
    expect(faultsOf(merge)).toEqual(["'A' is the name of a queue and of a topic; rename one of them"]);
  });

  it('refuses to forward to what is no queue or topic', () => {
    const Topics = [
      { Name: 't', Subscriptions: [{ Name: 's', Properties: { ForwardDeadLetteredMessagesTo: 'gone' } }] },
    ];
    expect(faultsOf(() => mergeEntities([one({ Topics })]))).toEqual([
      "subscription 't/s': ForwardDeadLetteredMessagesTo names 'gone', which is no queue or topic; add it, or take the property out",
    ]);
  });
});
