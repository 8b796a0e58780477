/**
 * Where a Helm chart differs from installation to installation. A service is rendered with placeholders that occur nowhere else;
 * wherever one comes out, the template has an expression in its place, which writes any value as JSON: quotes and line breaks in a value
 * stay within it.
 */
export interface Placeholder {
  readonly value: string | number | readonly number[];
  /** What Helm evaluates. */
  readonly expression: string;
}

/** Characters of Unicode's private use, which no manifest holds: they carry expressions through the YAML writer. */
const [open, close] = ['\ue000', '\ue001'] as const;
/** A whole value that Helm evaluates; it must come out as JSON. */
export const evaluated = (expression: string): string => `${open}${Buffer.from(expression).toString('hex')}${close}`;

/** The same with every placeholder replaced, at any depth; keys are left as they are. */
export function withExpressions(value: unknown, placeholders: readonly Placeholder[]): unknown {
  if (typeof value === 'string') return textWithExpressions(value, placeholders);
  const whole = placeholders.find((each) => JSON.stringify(each.value) === JSON.stringify(value));
  if (whole) return evaluated(`${whole.expression} | toJson`);
  if (Array.isArray(value)) return value.map((item) => withExpressions(item, placeholders));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withExpressions(field, placeholders)]));
}

/** A placeholder alone is its value; among other text it is printed into it, in the order of their places. */
function textWithExpressions(text: string, placeholders: readonly Placeholder[]): string {
  const texts = placeholders.filter((each): each is Placeholder & { value: string } => typeof each.value === 'string');
  const alone = texts.find(({ value }) => value === text);
  if (alone) return evaluated(`${alone.expression} | toJson`);
  const found = texts.flatMap(({ value, expression }) =>
    [...text.matchAll(new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(({ index }) => ({
      index,
      value,
      expression,
    })),
  );
  if (found.length === 0) return text;
  const inOrder = found.sort((a, b) => a.index - b.index);
  let format = '';
  let end = 0;
  for (const { index, value } of inOrder) {
    format += `${text.slice(end, index).replaceAll('%', '%%')}%s`;
    end = index + value.length;
  }
  format += text.slice(end).replaceAll('%', '%%');
  return evaluated(
    `printf ${JSON.stringify(format)} ${inOrder.map(({ expression }) => expression).join(' ')} | toJson`,
  );
}

/** YAML with expressions in it, as a Helm template; other double braces, such as Flagger's, are kept from Helm. */
export function toTemplate(yaml: string): string {
  return yaml
    .replaceAll('{{', '{{ "{{" }}')
    .replace(
      new RegExp(`["']?${open}([0-9a-f]*)${close}["']?`, 'g'),
      (_, hex: string) => `{{ ${Buffer.from(hex, 'hex').toString()} }}`,
    );
}
