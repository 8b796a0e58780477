import { createStored } from '../data/stored.ts';
import { type Cart, readCart } from './cart.ts';

/** The cart of this browser, the same in every tab. */
export const cart = createStored<Cart>({ key: 'halden.cart', storage: () => localStorage, read: readCart });

/** Whether the cart stands open beside the page. */
export const drawer = createSwitch();

function createSwitch() {
  const listeners = new Set<() => void>();
  let open = false;
  const set = (next: boolean) => {
    open = next;
    listeners.forEach((listener) => listener());
  };
  return {
    get: () => open,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open: () => set(true),
    close: () => set(false),
  };
}
