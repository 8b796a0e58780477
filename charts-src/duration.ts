/** Seconds of a duration such as `90s`, `5m` or `1h`. Throws a TypeError for anything else. */
export function seconds(duration: string): number {
  const [, amount, unit] = /^(\d+)(s|m|h)$/.exec(duration) ?? [];
  if (!amount || !unit) throw new TypeError(`a duration such as '30s' or '5m' was expected, got '${duration}'`);
  return Number(amount) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
}
