import { type Money, orderApi, type Sku } from '@halden/contracts';
import { demoPeople } from '@halden/local-azure/about';
import { signIn } from '@halden/launcher/demo/local';
import { shopAs } from '@halden/shop-client/shop';
import type { Page } from '@halden/browser/chromium';
import { giveCard, payButton, shopper } from '@halden/browser/shopper';
import type { TestCard } from '@halden/contracts';
import type { Stage } from './stage.ts';

/** A product that is put into a cart without walking to it. */
export interface Goods {
  sku: Sku;
  productId: string;
  slug: string;
  name: string;
  variant: string;
  unitPrice: Money;
}

/** Somebody of the demo's staff who has a role. */
export async function staff(url: string, role: string) {
  const person = demoPeople.find(({ roles }) => roles.includes(role as never));
  if (!person) throw new Error(`nobody of the demo has the role ${role}`);
  return shopAs(url, await signIn(url, person.email));
}

/** Different goods for each journey, so that none sells out what another wants. */
export async function someGoods(url: string, which: number): Promise<Goods> {
  const { products } = shopAs(url);
  const view = { currency: 'GBP', locale: 'en' } as const;
  const { items } = await products.listProducts({ query: { ...view, sort: 'price', pageSize: 48 } });
  const found = items.filter(({ availability }) => availability === 'in_stock').at(which)!;
  const { id, slug, name, variants } = await products.getProduct({ params: { idOrSlug: found.slug }, query: view });
  const { sku, name: variant, price } = variants.find(({ availability }) => availability === 'in_stock')!;
  return { sku, productId: id, slug, name, variant, unitPrice: price };
}

/** Opens the payment step with goods in the cart and everything but the card filled in. */
export async function openPayment(page: Page, goods: Goods, email: string): Promise<void> {
  const line = { ...goods, quantity: 1 };
  const form = {
    step: 'payment',
    contact: { name: shopper.name, email, phone: '' },
    address: {
      name: shopper.name,
      line1: 'Lindenallee 1',
      line2: '',
      postalCode: '10115',
      city: 'Berlin',
      country: 'DE',
    },
    delivery: 'standard',
  };
  // A page of the shop that needs no cart; what is put in is read by the next one.
  if (!page.url().startsWith('http')) await page.goto('/account');
  await page.evaluate(
    ([cart, checkout]) => {
      localStorage.setItem('halden.cart', cart!);
      sessionStorage.setItem('halden.mine.checkout', checkout!);
    },
    [JSON.stringify({ lines: [line], undecided: [] }), JSON.stringify(form)],
  );
  await page.goto('/checkout');
  await payButton(page).waitFor();
}

/** Gives a card and presses the button. Resolves with what the button said. */
export async function pay(page: Page, behaviour: TestCard['behaviour'] = 'success'): Promise<string> {
  await giveCard(page, behaviour);
  const amount = (await payButton(page).innerText()).replace(/^Pay\s+/, '');
  await payButton(page).click();
  return amount;
}

export const isPlacing = (request: { method(): string; url(): string }): boolean =>
  request.method() === 'POST' && new URL(request.url()).pathname === orderApi.operations.placeOrder.path;

/** The books before a journey, to see afterwards what it has brought. */
export async function openBooks({ url }: Stage) {
  const { payments } = await staff(url, 'payments.read');
  const all = async () => {
    const found = [];
    let after: string | undefined;
    do {
      const page = await payments.listPayments({ query: { limit: 500, ...(after && { after }) } });
      found.push(...page.items);
      after = page.next;
    } while (after);
    return found;
  };
  const before = new Set((await all()).map(({ orderId }) => orderId));
  return {
    /** Every payment since: one for each order that was placed. */
    since: async () => (await all()).filter(({ orderId }) => !before.has(orderId)),
  };
}
