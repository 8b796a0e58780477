import rhea, { type Typed } from 'rhea';
import type { Correlation, RuleConfig, RuleFilter } from '../entity-config.ts';
import { BrokerError } from '../errors.ts';

const { types } = rhea;

// The codes of described lists, as @azure/core-amqp reads them; those of the filters differ from the documented ones.
const code = {
  rule: 0x13700000004,
  noAction: 0x13700000005,
  sqlAction: 0x13700000006,
  sqlFilter: 0x1370000006,
  trueFilter: 0x1370000007,
  falseFilter: 0x1370000008,
  correlationFilter: 0x1370000009,
};

/** A rule as the `enumerate-rules` operation returns it. */
export function describeRule({ name, filter, action }: RuleConfig): Typed {
  return types.wrap_described(
    [
      describeFilter(filter),
      action === undefined ? types.wrap_described([], code.noAction) : types.wrap_described([action], code.sqlAction),
      name,
    ],
    code.rule,
  );
}

function describeFilter(filter: RuleFilter): Typed {
  switch (filter.type) {
    case 'true':
      return types.wrap_described([], code.trueFilter);
    case 'false':
      return types.wrap_described([], code.falseFilter);
    case 'sql':
      return types.wrap_described([filter.expression], code.sqlFilter);
    case 'correlation':
      return types.wrap_described(
        [
          filter.correlationId,
          filter.messageId,
          filter.to,
          filter.replyTo,
          filter.subject,
          filter.sessionId,
          filter.replyToSessionId,
          filter.contentType,
          filter.properties ?? {},
        ],
        code.correlationFilter,
      );
  }
}

/** The rule that the `add-rule` operation describes. @throws BrokerError */
export function readRule(name: string, description: unknown): RuleConfig {
  const { 'sql-filter': sql, 'correlation-filter': correlation, 'sql-rule-action': action } = asMap(description);
  const expression = asMap(action)['expression'];
  return {
    name,
    filter: sql == null ? readCorrelation(asMap(correlation)) : readSqlFilter(asMap(sql)),
    ...(typeof expression === 'string' && { action: expression }),
  };
}

function readSqlFilter({ expression }: Record<string, unknown>): RuleFilter {
  if (typeof expression !== 'string')
    throw new BrokerError('com.microsoft:argument-error', 'The SQL filter has no expression.');
  return { type: 'sql', expression };
}

const correlationFields = {
  correlationId: 'correlation-id',
  messageId: 'message-id',
  to: 'to',
  replyTo: 'reply-to',
  subject: 'label',
  sessionId: 'session-id',
  replyToSessionId: 'reply-to-session-id',
  contentType: 'content-type',
} as const;

function readCorrelation(map: Record<string, unknown>): RuleFilter {
  const filter: Correlation = {};
  for (const [field, key] of Object.entries(correlationFields)) {
    const value = map[key];
    if (typeof value === 'string') filter[field as keyof typeof correlationFields] = value;
  }
  const properties: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(asMap(map['properties'])))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') properties[key] = value;
    else if (value instanceof Date) properties[key] = value.getTime();
    else
      throw new BrokerError(
        'com.microsoft:argument-error',
        `The correlation filter's property '${key}' must be a string, a number, a boolean or a date.`,
      );
  if (Object.keys(properties).length > 0) filter.properties = properties;
  if (Object.keys(filter).length === 0)
    throw new BrokerError('com.microsoft:argument-error', 'A correlation filter needs at least one condition.');
  return { type: 'correlation', ...filter };
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
