import type { ProductSummary, Sku, Variant } from '@halden/contracts';
import { useStored } from '../data/use-stored.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { announce } from '../runtime/live.ts';
import { addLine, type Cart, type CartLine, countItems, removeLine, restoreLine, setQuantity } from './cart.ts';
import { type CartState, withLines } from './cart-state.ts';
import { cart, drawer } from './store.ts';

export interface CartActions {
  lines: Cart;
  count: number;
  add: (product: Pick<ProductSummary, 'slug' | 'name'>, variant: Variant, quantity: number) => void;
  setQuantity: (line: CartLine, quantity: number) => void;
  remove: (sku: Sku) => void;
  restore: (line: CartLine, index: number) => void;
}

const nothing: CartState = { lines: [], undecided: [] };

/** The cart and what can be done with it: everything shows at once and is in every tab. */
export function useCart(): CartActions {
  const { lines } = useStored(cart, () => nothing);
  const messages = useMessages();
  return {
    lines,
    count: countItems(lines),
    add({ slug, name }, { sku, name: variant, price: unitPrice, images }, quantity) {
      const line: CartLine = { sku, quantity, slug, name, variant, image: images[0]?.url, unitPrice };
      cart.set(withLines((current) => addLine(current, line)));
      drawer.open();
      announce(messages.product.added(name));
    },
    setQuantity({ sku, name }, quantity) {
      cart.set(withLines((current) => setQuantity(current, sku, quantity)));
      announce(messages.cart.changed(name, quantity));
    },
    remove(sku) {
      const line = lines.find((each) => each.sku === sku);
      cart.set(withLines((current) => removeLine(current, sku)));
      if (line) announce(messages.cart.removed(line.name));
    },
    restore: (line, index) => cart.set(withLines((current) => restoreLine(current, line, index))),
  };
}
