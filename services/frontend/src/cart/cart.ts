import type { Money, Quote, Sku } from '@halden/contracts';

/** One line of the cart. What is said of the product is as it was when it was put in; prices that count come from the quote. */
export interface CartLine {
  sku: Sku;
  quantity: number;
  slug: string;
  name: string;
  variant: string;
  image: string | undefined;
  unitPrice: Money;
  /** What a piece cost when it was put in, where it costs something else now. */
  priceBefore?: Money;
}
export type Cart = readonly CartLine[];

/** As the contract has it: pieces in a line, lines in an order. */
export const mostPieces = 20;
export const mostLines = 50;

const clamp = (quantity: number) => Math.min(Math.max(Math.trunc(quantity), 1), mostPieces);

export const countItems = (cart: Cart): number => cart.reduce((total, { quantity }) => total + quantity, 0);

/** More of a line that is there, or a new one at the end; never more than an order takes. */
export function addLine(cart: Cart, line: CartLine): Cart {
  const existing = cart.find(({ sku }) => sku === line.sku);
  if (existing)
    // Who puts in more has just seen the price.
    return cart.map((each) =>
      each.sku === line.sku ? { ...line, quantity: clamp(existing.quantity + line.quantity) } : each,
    );
  return cart.length < mostLines ? [...cart, { ...line, quantity: clamp(line.quantity) }] : cart;
}

export const setQuantity = (cart: Cart, sku: Sku, quantity: number): Cart =>
  cart.map((line) => (line.sku === sku ? { ...line, quantity: clamp(quantity) } : line));

export const removeLine = (cart: Cart, sku: Sku): Cart => cart.filter((line) => line.sku !== sku);

/** Puts a removed line back where it was. Nothing changes when it is there again meanwhile. */
export function restoreLine(cart: Cart, line: CartLine, index: number): Cart {
  if (cart.some(({ sku }) => sku === line.sku)) return cart;
  return [...cart.slice(0, index), line, ...cart.slice(index)];
}

/** Names and prices of a quote, where they say something newer than the cart knows; another price is remembered with the one before. */
export const refresh = (cart: Cart, quote: Pick<Quote, 'lines'>): Cart =>
  cart.map(({ priceBefore, ...line }) => {
    const quoted = quote.lines.find(({ sku }) => sku === line.sku);
    if (!quoted) return { ...line, ...(priceBefore && { priceBefore }) };
    const { name, variant, slug, unitPrice, image = line.image } = quoted;
    const before = [priceBefore, line.unitPrice].find((price) => price?.currency === unitPrice.currency);
    const changed = before !== undefined && before.amount !== unitPrice.amount;
    return { ...line, name, variant, slug, unitPrice, image, ...(changed && { priceBefore: before }) };
  });

/** What stands in the way of ordering a line: nothing of it, fewer than wanted, or it is not sold any more. */
export type LineTrouble = { kind: 'out' } | { kind: 'fewer'; available: number } | { kind: 'gone' };

export function troubleOf(line: CartLine, quote: Quote | undefined): LineTrouble | undefined {
  if (!quote) return undefined;
  if (quote.unknownSkus.includes(line.sku)) return { kind: 'gone' };
  const quoted = quote.lines.find(({ sku }) => sku === line.sku);
  if (!quoted || quoted.available >= line.quantity) return undefined;
  return quoted.available === 0 ? { kind: 'out' } : { kind: 'fewer', available: quoted.available };
}

/** The cart of the storage, as far as it is one. */
export function readCart(kept: unknown): Cart {
  if (!Array.isArray(kept)) return [];
  return kept.filter(isLine).slice(0, mostLines);
}

function isLine(value: unknown): value is CartLine {
  if (typeof value !== 'object' || value === null) return false;
  const { sku, quantity, slug, name, variant, unitPrice, priceBefore } = value as Record<string, unknown>;
  const texts = [sku, slug, name, variant].every((text) => typeof text === 'string');
  return (
    texts &&
    Number.isInteger(quantity) &&
    (quantity as number) >= 1 &&
    (quantity as number) <= mostPieces &&
    isMoney(unitPrice) &&
    (priceBefore === undefined || isMoney(priceBefore))
  );
}

function isMoney(value: unknown): boolean {
  const price = value as Partial<Money> | null | undefined;
  return Number.isInteger(price?.amount) && typeof price?.currency === 'string';
}

/** What to ask a quote for. */
export const toRequestLines = (cart: Cart): { sku: Sku; quantity: number }[] =>
  cart.map(({ sku, quantity }) => ({ sku, quantity }));
