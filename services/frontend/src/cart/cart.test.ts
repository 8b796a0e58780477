import { describe, expect, it } from '@jest/globals';
import { productId, type Quote, sku } from '@halden/contracts';
import {
  addLine,
  type Cart,
  type CartLine,
  countItems,
  mostLines,
  readCart,
  refresh,
  removeLine,
  restoreLine,
  setQuantity,
  troubleOf,
} from './cart.ts';
import { giveBack, takeOut } from './purchase.ts';

const aLine = (change: Partial<CartLine> = {}): CartLine => ({
  sku: sku('HAL-LMP-0001-CLY'),
  quantity: 1,
  slug: 'arc-lamp',
  name: 'Arc lamp',
  variant: 'Clay',
  image: '/lamp.svg',
  unitPrice: { amount: 4800, currency: 'EUR' },
  ...change,
});
const mug = aLine({ sku: sku('HAL-CER-0002-INK'), name: 'Mug', slug: 'mug', quantity: 2 });
const money = (amount: number) => ({ amount, currency: 'EUR' as const });

const aQuote = (
  lines: { line: CartLine; available: number; name?: string; price?: number }[],
  unknown: string[] = [],
): Quote => ({
  lines: lines.map(({ line, available, name = line.name, price = 4800 }) => ({
    sku: line.sku,
    productId: productId('prd_x1'),
    slug: line.slug,
    name,
    variant: line.variant,
    quantity: line.quantity,
    unitPrice: money(price),
    total: money(price * line.quantity),
    available,
  })),
  unknownSkus: unknown,
  totals: { subtotal: money(0), shipping: money(0), tax: money(0), total: money(0) },
  deliveryOptions: [],
});

describe('the cart', () => {
  it('adds to a line that is there, up to what an order takes', () => {
    const cart = addLine(addLine([], aLine()), aLine({ quantity: 3 }));
    expect(cart).toHaveLength(1);
    expect(countItems(cart)).toBe(4);
    expect(countItems(addLine(cart, aLine({ quantity: 90 })))).toBe(20);
  });

  it('takes no more lines than an order does', () => {
    let cart: Cart = [];
    for (let i = 0; i < mostLines + 3; i++) cart = addLine(cart, aLine({ sku: sku(`HAL-${1000 + i}`) }));
    expect(cart).toHaveLength(mostLines);
  });

  it('never has less than one piece in a line', () => {
    expect(setQuantity([aLine()], aLine().sku, 0)).toEqual([aLine()]);
  });

  it('undoes a removal at the same place, once', () => {
    const cart = [aLine(), mug];
    const without = removeLine(cart, aLine().sku);
    expect(without).toEqual([mug]);
    const back = restoreLine(without, aLine(), 0);
    expect(back).toEqual(cart);
    expect(restoreLine(back, aLine(), 0)).toBe(back);
  });

  it('lets out what was ordered and keeps what came in meanwhile', () => {
    expect(takeOut([aLine({ quantity: 3 }), mug], [{ sku: aLine().sku, quantity: 1 }])).toEqual([
      aLine({ quantity: 2 }),
      mug,
    ]);
    expect(takeOut([mug], [mug])).toEqual([]);
  });

  it('gets back what a declined order held, without doubling what is there', () => {
    expect(giveBack([], [aLine(), mug])).toEqual([aLine(), mug]);
    expect(giveBack([aLine({ quantity: 2 })], [aLine(), mug])).toEqual([aLine({ quantity: 2 }), mug]);
  });

  it('survives what stands in the storage', () => {
    expect(readCart(JSON.parse(JSON.stringify([aLine(), mug])))).toEqual([aLine(), mug]);
    expect(readCart(null)).toEqual([]);
    expect(readCart([{ sku: 1 }, null, aLine({ quantity: 0 }), aLine({ quantity: 21 })])).toEqual([]);
  });
});

describe('a quote for the cart', () => {
  it('says at the line what stands in the way', () => {
    expect(troubleOf(mug, undefined)).toBeUndefined();
    expect(troubleOf(mug, aQuote([{ line: mug, available: 2 }]))).toBeUndefined();
    expect(troubleOf(mug, aQuote([{ line: mug, available: 1 }]))).toEqual({ kind: 'fewer', available: 1 });
    expect(troubleOf(mug, aQuote([{ line: mug, available: 0 }]))).toEqual({ kind: 'out' });
    expect(troubleOf(mug, aQuote([], [mug.sku]))).toEqual({ kind: 'gone' });
  });

  it('brings names and prices up to date and drops nothing', () => {
    const refreshed = refresh(
      [aLine(), mug],
      aQuote([{ line: aLine(), available: 0, name: 'Bogenleuchte', price: 5100 }]),
    );
    expect(refreshed).toEqual([aLine({ name: 'Bogenleuchte', unitPrice: money(5100), priceBefore: money(4800) }), mug]);
  });

  it('remembers the price at which a line was put in while it costs something else', () => {
    const at = (price: number, cart: Cart) => refresh(cart, aQuote([{ line: aLine(), available: 9, price }]));
    const dearer = at(5100, [aLine()]);
    expect(at(5300, dearer)[0]).toMatchObject({ unitPrice: money(5300), priceBefore: money(4800) });
    expect(at(4800, dearer)).toEqual([aLine()]);
    expect(readCart(JSON.parse(JSON.stringify(dearer)))).toEqual(dearer);
  });

  it('takes the price that was just seen for known when more of a line is put in', () => {
    const [dearer] = refresh([aLine()], aQuote([{ line: aLine(), available: 9, price: 5100 }]));
    expect(addLine([dearer!], aLine({ unitPrice: money(5100) }))).toEqual([
      aLine({ quantity: 2, unitPrice: money(5100) }),
    ]);
  });

  it('compares no prices of two currencies', () => {
    const euro = { ...aLine(), unitPrice: { amount: 5000, currency: 'USD' as const } };
    expect(refresh([euro], aQuote([{ line: aLine(), available: 9, price: 4800 }]))).toEqual([aLine()]);
  });
});
