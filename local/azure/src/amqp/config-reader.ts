/** Takes a fault: the JSON path, and what is wrong there and what would be right. */
export type Report = (path: string, problem: string) => void;

/**
 * A value of a JSON document that remembers its path. A reading method reports what it cannot accept and then returns
 * the fallback, so that one pass finds every fault.
 */
export class JsonValue {
  readonly path: string;
  readonly #value: unknown;
  readonly #report: Report;

  constructor(value: unknown, path: string, report: Report) {
    this.path = path;
    this.#value = value;
    this.#report = report;
  }

  get isGiven(): boolean {
    return this.#value !== undefined;
  }

  fault(problem: string): void {
    this.#report(this.path, problem);
  }

  /** The named members; any other member is a fault, as is anything that is no object. */
  members<Name extends string>(names: readonly Name[], ignored: readonly string[] = []): Record<Name, JsonValue> {
    const object = isObject(this.#value) ? this.#value : {};
    if (this.isGiven && !isObject(this.#value)) this.fault(`must be an object, got ${show(this.#value)}`);
    const known: readonly string[] = [...names, ...ignored];
    for (const key of Object.keys(object))
      if (!known.includes(key)) this.#report(join(this.path, key), `is not known here; known are ${names.join(', ')}`);
    const members: Partial<Record<Name, JsonValue>> = {};
    for (const name of names) members[name] = new JsonValue(object[name], join(this.path, name), this.#report);
    return members as Record<Name, JsonValue>;
  }

  /** The raw value of a member, unchecked. */
  peek(member: string): unknown {
    return isObject(this.#value) ? this.#value[member] : undefined;
  }

  /** The items of an array; none when nothing is given. */
  items(): JsonValue[] {
    if (!this.isGiven) return [];
    if (!Array.isArray(this.#value)) {
      this.fault(`must be an array, got ${show(this.#value)}`);
      return [];
    }
    return this.#value.map((item: unknown, index) => new JsonValue(item, `${this.path}[${index}]`, this.#report));
  }

  boolean(fallback: boolean): boolean {
    if (!this.isGiven) return fallback;
    if (typeof this.#value === 'boolean') return this.#value;
    this.fault(`must be true or false, got ${show(this.#value)}`);
    return fallback;
  }

  /** An integer from `min` to `max`, also written as a string of digits. */
  integer(range: { min: number; max: number; fallback?: number }): number {
    const fallback = range.fallback ?? range.min;
    if (!this.isGiven && range.fallback !== undefined) return fallback;
    const written =
      typeof this.#value === 'string' && /^\d{1,9}$/.test(this.#value) ? Number(this.#value) : this.#value;
    if (typeof written === 'number' && Number.isInteger(written) && written >= range.min && written <= range.max)
      return written;
    this.fault(`must be an integer from ${range.min} to ${range.max}, got ${show(this.#value)}`);
    return fallback;
  }

  /** An ISO 8601 duration from `min` to `max` (written in the same way), in milliseconds. */
  duration(range: { min: string; max: string; fallback: number }): number {
    if (!this.isGiven) return range.fallback;
    const milliseconds = typeof this.#value === 'string' ? parseDuration(this.#value) : undefined;
    const [min = 0, max = Infinity] = [parseDuration(range.min), parseDuration(range.max)];
    if (milliseconds !== undefined && milliseconds >= min && milliseconds <= max) return milliseconds;
    this.fault(`must be an ISO 8601 duration from ${range.min} to ${range.max}, got ${show(this.#value)}`);
    return range.fallback;
  }

  /** A string, `undefined` when nothing is given. */
  text(): string | undefined {
    if (!this.isGiven || typeof this.#value === 'string') return this.#value as string | undefined;
    this.fault(`must be a string, got ${show(this.#value)}`);
    return undefined;
  }

  /** A string that `pattern` matches, with at most `max` characters. `like` describes it. */
  name(rule: { pattern: RegExp; max: number; like: string }): string {
    if (typeof this.#value === 'string' && this.#value.length <= rule.max && rule.pattern.test(this.#value))
      return this.#value;
    this.fault(
      `must be ${rule.like}, at most ${rule.max} characters, got ${this.isGiven ? show(this.#value) : 'nothing'}`,
    );
    return '';
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice | undefined {
    const choice = choices.find((candidate) => candidate === this.#value);
    if (choice === undefined)
      this.fault(`must be one of ${choices.join(', ')}, got ${this.isGiven ? show(this.#value) : 'nothing'}`);
    return choice;
  }

  /** A flat object of strings, finite numbers and booleans. */
  scalars(): Record<string, string | number | boolean> | undefined {
    if (!this.isGiven) return undefined;
    if (!isObject(this.#value)) {
      this.fault(`must be an object, got ${show(this.#value)}`);
      return undefined;
    }
    const scalars: Record<string, string | number | boolean> = {};
    for (const [key, value] of Object.entries(this.#value))
      if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') scalars[key] = value;
      else this.#report(join(this.path, key), `must be a string, a number or a boolean, got ${show(value)}`);
    return scalars;
  }
}

const units = [365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1] as const;

/**
 * Milliseconds of an ISO 8601 duration, or `undefined` when `text` is none. A year is 365 days and a month 30, as in
 * .NET's `XmlConvert.ToTimeSpan`, by which Azure reads durations; fractions of a millisecond are dropped.
 */
export function parseDuration(text: string): number | undefined {
  const match =
    /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!match) return undefined;
  return units.reduce(
    (total, seconds, index) => total + Math.trunc(Number(match[index + 1] ?? 0) * seconds * 1_000),
    0,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
