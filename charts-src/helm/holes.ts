/**
 * Where a Helm chart differs from installation to installation. A service is rendered with stand-ins that occur nowhere else; wherever
 * one comes out, the template has an expression in its place.
 */
export interface Hole {
  readonly standIn: string | number | readonly number[];
  /** What Helm evaluates. */
  readonly expression: string;
}

/** Characters of Unicode's private use, which no manifest holds: they carry expressions through the YAML writer. */
const [open, openBare, close] = ['\ue000', '\ue001', '\ue002'] as const;
/** An expression that stands for a whole value, and so without quotes. */
export const bare = (expression: string): string => `${openBare}${expression}${close}`;

/** The same with every stand-in replaced, at any depth; keys are left as they are. */
export function withHoles(value: unknown, holes: readonly Hole[]): unknown {
  const whole = holes.find(({ standIn }) => JSON.stringify(standIn) === JSON.stringify(value));
  if (whole && typeof value !== 'string')
    return bare(Array.isArray(value) ? `toJson ${whole.expression}` : whole.expression);
  if (typeof value === 'string') return textWithHoles(value, holes);
  if (Array.isArray(value)) return value.map((item) => withHoles(item, holes));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withHoles(field, holes)]));
}

const textWithHoles = (text: string, holes: readonly Hole[]): string =>
  holes.reduce(
    (filled, { standIn, expression }) =>
      typeof standIn === 'string' ? filled.replaceAll(standIn, `${open}${expression}${close}`) : filled,
    text,
  );

/** YAML with expressions in it, as a Helm template; other double braces, such as Flagger's, are kept from Helm. */
export function toTemplate(yaml: string): string {
  return yaml
    .replaceAll('{{', '{{ "{{" }}')
    .replace(new RegExp(`"?${openBare}([^${close}]*)${close}"?`, 'g'), (_, expression: string) => `{{ ${expression} }}`)
    .replace(new RegExp(`${open}([^${close}]*)${close}`, 'g'), (_, expression: string) => `{{ ${expression} }}`);
}
