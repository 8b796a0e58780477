import { describe, expect, it } from '@jest/globals';
import { evaluate, matches, type MessageProperties } from './evaluate.ts';
import { SqlError } from './lexer.ts';
import { parseAction, parseFilter, type SqlValue } from './parser.ts';

const message: MessageProperties = properties(
  {
    color: 'blue',
    Quantity: 10n,
    price: 2.5,
    express: true,
    nothing: null,
    'HR-EmployeeID': 7n,
    ']odd"': 'yes',
    größe: 'XL',
    placed: new Date('2030-01-01T00:00:00Z'),
  },
  { Label: 'order.placed', MessageId: 'm-1' },
);

function properties(user: Record<string, SqlValue>, sys: Record<string, SqlValue> = {}): MessageProperties {
  const scopes = {
    user: new Map(Object.entries(user).map(([name, value]) => [name.toLowerCase(), value])),
    sys: new Map(Object.entries(sys).map(([name, value]) => [name.toLowerCase(), value])),
  };
  return { get: (scope, name) => scopes[scope].get(name.toLowerCase()) };
}

function selects(filter: string, to: MessageProperties = message): boolean {
  return matches(parseFilter(filter), to);
}

describe('a SQL filter', () => {
  it.each([
    `color = 'blue'`,
    `COLOR = 'blue'`,
    `user.color = 'blue'`,
    `'blue' = color`,
    `color <> 'red'`,
    `color != 'red'`,
    `color > 'aqua' AND color < 'coral'`,
    `quantity = 10`,
    `quantity = 10.0`,
    `quantity >= 10 AND quantity <= 10`,
    `price < 1e1 AND price > 0.5E-2`,
    `express = TRUE`,
    `express <> false`,
    `1 = 1`,
    `[HR-EmployeeID] = 7`,
    `"HR-EmployeeID" = 7`,
    `[]]odd"] = 'yes' AND "]odd""" = 'yes'`,
    `größe = 'XL'`,
    `sys.Label = 'order.placed'`,
    `SYS.label LIKE 'order.%' AND sys.[MessageId] = 'm-1'`,
    `property('color') = 'blue' AND p('QUANTITY') = 10`,
    `newid() <> newid()`,
  ])('selects a message for which %s', (filter) => {
    expect(selects(filter)).toBe(true);
  });

  it.each([
    `color = 'Blue'`,
    `color <> 'blue'`,
    `quantity > 10`,
    `express = FALSE`,
    `1 = 0`,
    `sys.Label = 'Order.Placed'`,
    `sys.CorrelationId = 'c'`,
  ])('does not select a message for which %s', (filter) => {
    expect(selects(filter)).toBe(false);
  });

  it('binds NOT before AND before OR, and lets parentheses change that', () => {
    expect(selects(`1=1 OR 1=1 AND 1=0`)).toBe(true);
    expect(selects(`(1=1 OR 1=1) AND 1=0`)).toBe(false);
    expect(selects(`NOT 1=0 AND 1=0`)).toBe(false);
    expect(selects(`NOT (1=0 AND 1=0)`)).toBe(true);
    expect(selects(`NOT NOT 1=1`)).toBe(true);
  });

  it('computes with precedence, truncating the division of integers only', () => {
    expect(selects(`quantity / 4 = 2 AND quantity / 4.0 = 2.5 AND quantity % 4 = 2`)).toBe(true);
    expect(selects(`2 + 3 * 4 = 14 AND (2 + 3) * 4 = 20 AND -quantity + +1 = -9 AND 7 - 2 - 1 = 4`)).toBe(true);
    expect(selects(`color + '!' = 'blue!'`)).toBe(true);
    expect(selects(`9223372036854775807 + 1 = -9223372036854775807 - 1`)).toBe(true);
  });

  it('takes IN, NOT IN and lists of expressions', () => {
    expect(selects(`color IN ('red', 'blue')`)).toBe(true);
    expect(selects(`color NOT IN ('red', 'green')`)).toBe(true);
    expect(selects(`quantity IN (5 + 5)`)).toBe(true);
    expect(selects(`color IN ('red')`)).toBe(false);
  });

  it('takes LIKE with %, _ and ESCAPE', () => {
    const tagged = properties({ tag: 'ABC%def', empty: '' });
    expect(selects(`tag LIKE 'ABC%'`, tagged)).toBe(true);
    expect(selects(`tag LIKE '%f'`, tagged)).toBe(true);
    expect(selects(`tag LIKE 'A_C_def'`, tagged)).toBe(true);
    expect(selects(`tag LIKE 'ABC\\%%' ESCAPE '\\'`, tagged)).toBe(true);
    expect(selects(`tag LIKE 'ABC\\%' ESCAPE '\\'`, tagged)).toBe(false);
    expect(selects(`tag LIKE 'A_'`, tagged)).toBe(false);
    expect(selects(`tag NOT LIKE 'abc%'`, tagged)).toBe(true);
    expect(selects(`tag LIKE '%B%d%'`, tagged)).toBe(true);
    expect(selects(`empty LIKE '%' AND empty LIKE ''`, tagged)).toBe(true);
    expect(selects(`empty LIKE '_'`, tagged)).toBe(false);
  });

  it('matches a pattern with many % in a time that does not explode', () => {
    const long = properties({ text: 'a'.repeat(5_000) });
    expect(selects(`text LIKE '${'%a'.repeat(100)}%b'`, long)).toBe(false);
  });

  it('distinguishes a missing property from one that is null only by EXISTS', () => {
    expect(selects(`missing IS NULL AND nothing IS NULL AND color IS NOT NULL`)).toBe(true);
    expect(selects(`EXISTS(color) AND EXISTS(nothing) AND NOT EXISTS(missing) AND EXISTS(sys.Label)`)).toBe(true);
    expect(selects(`color IS NULL`)).toBe(false);
  });

  it('knows three truth values: what rests on a missing property is unknown, and unknown is not selected', () => {
    for (const unknown of [
      `missing = 1`,
      `missing <> 1`,
      `NOT missing = 1`,
      `missing + 1 > 0`,
      `-missing < 1`,
      `missing LIKE '%'`,
      `missing NOT LIKE 'x'`,
      `missing IN (1)`,
      `missing NOT IN (1)`,
      `quantity NOT IN (1, NULL)`,
      `nothing = NULL`,
      `missing = 1 AND 1=1`,
      `missing = 1 OR 1=0`,
      `quantity / 0 = 1`,
      `color LIKE '%' ESCAPE 'long'`,
    ])
      expect([unknown, selects(unknown)]).toEqual([unknown, false]);
    expect(selects(`missing = 1 OR 1=1`)).toBe(true);
    expect(selects(`NOT (missing = 1 AND 1=0)`)).toBe(true);
  });

  it('finds values of different kinds neither equal nor different', () => {
    for (const filter of [`color = 5`, `color <> 5`, `express = 1`, `placed = 'x'`])
      expect([filter, selects(filter)]).toEqual([filter, false]);
    expect(selects(`placed = placed AND placed >= placed`)).toBe(true);
  });

  it.each([
    [`color =`, `expected a property or a value but found the end at character 8`],
    [`color`, `expected a comparison but found the end at character 6`],
    [`color = 'blue`, `the ' is not closed at character 9`],
    [`color = 'a' 5`, `expected AND, OR or the end but found 5 at character 13`],
    [`(color = 'a'`, `expected ) but found the end at character 13`],
    [`color ~ 'a'`, `~ is not understood at character 7`],
    [`sys.Foo = 1`, `sys.Foo is no system property; there are ContentType, CorrelationId,`],
    [`app.color = 1`, `the scope app is neither sys nor user at character 1`],
    [`color NOT = 1`, `expected IN or LIKE but found = at character 11`],
    [`lower(color) = 'a'`, `lower is no function; there are newid(), property(name) and p(name)`],
    [`1 IS NULL`, `IS NULL is for a property`],
    [`(1=1) + 1 = 2`, `a condition stands where a value is needed`],
    [`AND = 1`, `expected a property or a value but found AND at character 1`],
    [`x = '${'a'.repeat(1_100)}'`, `the expression is longer than 1024 characters`],
    [``, `expected a property or a value but found the end at character 1`],
  ])('is refused as %s, naming the place', (filter, problem) => {
    expect(() => parseFilter(filter)).toThrow(SqlError);
    expect(() => parseFilter(filter)).toThrow(problem);
  });
});

describe('a SQL rule action', () => {
  it('is a list of SET and REMOVE statements, with or without semicolons', () => {
    expect(parseAction(`SET quantity = quantity / 2; REMOVE color SET sys.To = 'x';`)).toMatchObject([
      { kind: 'set', property: { scope: 'user', name: 'quantity' } },
      { kind: 'remove', property: { scope: 'user', name: 'color' } },
      { kind: 'set', property: { scope: 'sys', name: 'To' } },
    ]);
  });

  it('gives the value of its expressions, NULL for what the message does not have', () => {
    const values = parseAction(`SET a = quantity / 3 SET b = missing SET c = color + sys.MessageId`).map((statement) =>
      statement.kind === 'set' ? evaluate(statement.value, message) : undefined,
    );
    expect(values).toEqual([3n, null, 'bluem-1']);
  });

  it.each([
    [`UPDATE x = 1`, `expected SET or REMOVE but found UPDATE at character 1`],
    [`SET x 1`, `expected = but found 1 at character 7`],
    [`SET sys.SequenceNumber = 1`, `sys.SequenceNumber cannot be changed; changeable are ContentType,`],
    [`REMOVE sys.Nope`, `sys.Nope is no system property`],
    [`SET x = 1=1`, `expected SET or REMOVE but found = at character 10`],
    [`${'SET x = 1;'.repeat(33)}`, `more than 32 statements in one action`],
  ])('is refused as %s, naming the place', (action, problem) => {
    expect(() => parseAction(action)).toThrow(problem);
  });
});
