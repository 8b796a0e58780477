const factors = { '': 1, m: 0.001, Mi: 2 ** 20, Gi: 2 ** 30 };

/** Cores or bytes of a Kubernetes quantity such as `250m`, `2` or `256Mi`. Throws a TypeError for anything else. */
export function amountOf(quantity: string): number {
  const [, amount, unit] = /^(\d+)(m|Mi|Gi)?$/.exec(quantity) ?? [];
  if (!amount) throw new TypeError(`a quantity such as '250m' or '256Mi' was expected, got '${quantity}'`);
  return Number(amount) * factors[(unit ?? '') as keyof typeof factors];
}
