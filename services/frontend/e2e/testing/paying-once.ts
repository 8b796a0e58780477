import { randomUUID } from 'node:crypto';
import { idempotencyKey } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from '@halden/browser/chromium';
import { cartButton, orderSays, payButton, placedOrder, signIn } from '@halden/browser/shopper';
import type { Stage } from './stage.ts';
import { type Goods, isPlacing, openBooks, openPayment, pay, someGoods, staff } from './till.ts';

type Route = Parameters<Parameters<BrowserContext['route']>[1]>[0];
type Cut = (route: Route) => Promise<void>;

const refuse =
  (status: number, code: string, headers: Record<string, string> = {}): Cut =>
  (route) =>
    route.fulfill({
      status,
      headers,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 't', title: 't', status, code }),
    });
/** The order is placed, but somebody on the way answers in its place. */
const placedBut =
  (answer: Cut): Cut =>
  async (route) => {
    await route.fetch();
    await answer(route);
  };
const lose: Cut = (route) => route.abort('connectionreset');

const cuts: Record<string, Cut> = {
  'the request is never sent': lose,
  'the answer is lost': placedBut(lose),
  'half of the answer comes': async (route) => {
    const response = await route.fetch();
    const whole = await response.text();
    await route.fulfill({ response, body: whole.slice(0, whole.length / 2) });
  },
  'a hotel answers with its page': placedBut((route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Hi</h1>' }),
  ),
  'the answer is 401': placedBut(refuse(401, 'unauthenticated')),
  'the answer is 403': placedBut(refuse(403, 'forbidden')),
  'the answer is 408': placedBut(refuse(408, 'dependency_unavailable')),
  'the answer is 429': placedBut(refuse(429, 'rate_limited')),
  'the answer is 500': placedBut(refuse(500, 'internal_error')),
  'the answer is 503 before the order is placed': refuse(503, 'dependency_unavailable'),
  'no answer comes in time': placedBut(async () => {}),
};

/** Answers the requests that place an order, one after the other; later ones go through. Resolves with the keys they were sent with. */
async function cutOff(context: BrowserContext, ...answers: Cut[]): Promise<string[]> {
  const keys: string[] = [];
  await context.route('**/api/orders', async (route) => {
    if (!isPlacing(route.request())) return route.fallback();
    keys.push(route.request().headers()['idempotency-key'] ?? 'none');
    const cut = answers.shift();
    // The page may be gone before the answer.
    await (cut ?? ((each: Route) => each.continue()))(route).catch(() => undefined);
  });
  return keys;
}

const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again', exact: true });
const unheard = (page: Page) => page.getByText('We did not hear back.').waitFor();

export const payingOnce = (stage: Stage) =>
  describe('paying once', () => {
    it.each(inGroups(Object.keys(cuts), 4).map((names) => [names] as const))(
      'brings one order and one charge, whatever breaks, and then too many requests: %j',
      async (names) => {
        const books = await openBooks(stage);
        const goods = await someGoods(stage.url, 0);
        const all = await Promise.all(names.map((name) => payThrough(stage, goods, name)));
        for (const { keys } of all) {
          expect(keys).toHaveLength(3);
          expect(new Set(keys).size).toBe(1);
        }
        const payments = await books.since();
        expect(payments.map(({ status }) => status)).toEqual(names.map(() => 'succeeded'));
        expect(payments.map(({ orderId }) => orderId).sort()).toEqual(all.map(({ orderId }) => orderId).sort());
      },
    );

    it('goes on after a reload while the order was being sent', async () => {
      const { page, context } = await stage.visit();
      const books = await openBooks(stage);
      const fetched = Promise.withResolvers<void>();
      const keys = await cutOff(context, async (route) => {
        await route.fetch();
        fetched.resolve();
      });
      await openPayment(page, await someGoods(stage.url, 1), 'reload@example.com');
      await pay(page);
      await fetched.promise;
      await page.reload();

      await unheard(page);
      expect(await page.getByRole('main').innerText()).toContain('reload@example.com');
      await tryAgain(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
      expect(new Set(keys).size).toBe(1);
      expect(await books.since()).toHaveLength(1);
      // Going back leads to no checkout that could pay it again.
      await page.goBack();
      await page.goto('/checkout');
      await page.getByText('There is nothing to check out yet.').waitFor();
    });

    it('goes on in another tab after the tab was closed while the order was being sent', async () => {
      const visit = await stage.visit();
      const books = await openBooks(stage);
      const fetched = Promise.withResolvers<void>();
      const keys = await cutOff(visit.context, async (route) => {
        await route.fetch();
        fetched.resolve();
      });
      await openPayment(visit.page, await someGoods(stage.url, 2), 'closed@example.com');
      await pay(visit.page);
      await fetched.promise;
      await visit.page.close();

      const page = await visit.openTab();
      await page.goto('/checkout');
      await unheard(page);
      expect(await page.getByRole('main').innerText()).toContain('closed@example.com');
      await tryAgain(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
      expect(new Set(keys).size).toBe(1);
      expect(await books.since()).toHaveLength(1);
    });

    it('is done by one tab of two, and by one click of two', async () => {
      const visit = await stage.visit();
      const { page } = visit;
      const books = await openBooks(stage);
      const keys = await cutOff(visit.context);
      const goods = await someGoods(stage.url, 3);
      await openPayment(page, goods, 'tabs@example.com');
      const other = await visit.openTab();
      await other.goto('/account');
      await openPayment(other, goods, 'tabs@example.com');
      await Promise.all([
        pay(page)
          .then(() => payButton(page).click({ timeout: 500 }))
          .catch(() => undefined),
        pay(other)
          .then(() => payButton(other).click({ timeout: 500 }))
          .catch(() => undefined),
      ]);
      await Promise.any([page.waitForURL(/\/orders\//), other.waitForURL(/\/orders\//)]);
      await Promise.all([page, other].map((each) => each.getByRole('button', { name: 'Cart, 0 items' }).waitFor()));
      expect(keys).toHaveLength(1);
      expect(await books.since()).toHaveLength(1);
    });

    it('leaves the service alone for as long as it asks to be, also after a reload', async () => {
      const visit = await stage.visit();
      visit.expectFault(/Failed to load resource|answer 503/);
      const { page, context } = visit;
      await cutOff(context, refuse(503, 'dependency_unavailable', { 'retry-after': '3' }));
      await openPayment(page, await someGoods(stage.url, 4), 'later@example.com');
      await pay(page);
      const wait = page.getByRole('button', { name: /^Try again in \d seconds?$/ });
      await wait.waitFor();
      expect(await wait.isDisabled()).toBe(true);
      await page.reload();
      await wait.waitFor();
      await tryAgain(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
    });

    it('takes a new token by itself when the one of the customer is refused', async () => {
      const visit = await stage.visit();
      visit.expectFault(/Failed to load resource/);
      const { page, context } = visit;
      await page.goto('/account');
      await signIn(page, 'Grace');
      await page.getByText(/Hello, Grace/).waitFor();
      const senders = new Set<string | undefined>();
      const keys = await cutOff(context, placedBut(refuse(401, 'unauthenticated')));
      context.on('request', (request) => {
        if (isPlacing(request)) senders.add(request.headers().authorization);
      });
      await openPayment(page, await someGoods(stage.url, 11), 'grace@example.com');
      await pay(page);
      await placedOrder(page);
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
      expect(senders.size).toBe(2);
      expect([...senders].every((sender) => sender?.startsWith('Bearer '))).toBe(true);
    });

    it('asks whoever has to sign in again, and makes nobody a guest who did not choose it', async () => {
      const { page, context } = await stage.visit();
      await page.goto('/account');
      await signIn(page, 'Grace');
      await page.getByText(/Hello, Grace/).waitFor();
      await page.evaluate(() => {
        const key = Object.keys(sessionStorage).find((each) => each.startsWith('oidc.user:'))!;
        const { refresh_token: _, ...user } = JSON.parse(sessionStorage.getItem(key)!) as Record<string, unknown>;
        sessionStorage.setItem(key, JSON.stringify({ ...user, expires_at: 1 }));
      });
      const keys = await cutOff(context);
      await openPayment(page, await someGoods(stage.url, 12), 'chosen@example.com');
      await pay(page);
      await page.getByText('Your sign-in has run out.').waitFor();
      expect(keys).toEqual([]);
      await page.getByRole('button', { name: 'Order as a guest' }).click();
      await payButton(page).click();
      await placedOrder(page);
      expect(new URL(page.url()).searchParams.get('key')).not.toBeNull();
    });

    it('never goes on as a guest when the session ends in between', async () => {
      const visit = await stage.visit();
      visit.expectFault(/Failed to load resource/);
      const { page, context } = visit;
      const books = await openBooks(stage);
      await page.goto('/account');
      await signIn(page, 'Grace');
      await page.getByText(/Hello, Grace/).waitFor();
      const keys = await cutOff(context, placedBut(lose));
      const senders: (string | undefined)[] = [];
      context.on('request', (request) => {
        if (isPlacing(request)) senders.push(request.headers().authorization);
      });
      await openPayment(page, await someGoods(stage.url, 5), 'grace@example.com');
      await pay(page);
      await unheard(page);
      await page.evaluate(() => {
        for (const key of Object.keys(sessionStorage)) if (key.startsWith('oidc.')) sessionStorage.removeItem(key);
      });
      await page.reload();

      await page.getByText('Your sign-in has run out.').waitFor();
      expect(await tryAgain(page).count()).toBe(0);
      await page.getByRole('button', { name: 'Sign in again' }).click();
      // The provider still knows her, and leads straight back.
      await tryAgain(page).click();
      const number = await placedOrder(page);
      await orderSays(page, /Paid/);
      expect(new Set(keys).size).toBe(1);
      expect(senders).toHaveLength(2);
      expect(senders.every((sender) => sender?.startsWith('Bearer '))).toBe(true);
      expect(await books.since()).toHaveLength(1);
      await page.goto('/account');
      await page.getByText(number).first().waitFor();
    });
  });

export const payingWhatWasSaid = (stage: Stage) =>
  describe('paying what the button said', () => {
    it('is asked for again when a price changed meanwhile, with both prices, and everything that was typed', async () => {
      const visit = await stage.visit();
      visit.expectFault(/status of 409/);
      const { page } = visit;
      const goods = await someGoods(stage.url, 6);
      const books = await openBooks(stage);
      await openPayment(page, goods, 'price@example.com');
      await raisePrice(stage, goods.productId, 5_000);
      const agreed = await pay(page);

      const notice = page.getByRole('alert');
      await notice.getByText('The price has changed.').waitFor();
      const pounds = (amount: number) => `£${(amount / 100).toFixed(2)}`;
      const told = await notice.innerText();
      expect(told).toContain(agreed);
      expect(told).toContain(pounds(goods.unitPrice.amount));
      expect(told).toContain(pounds(goods.unitPrice.amount + 5_000));
      expect(await books.since()).toEqual([]);
      await payButton(page).waitFor();
      const now = (await payButton(page).innerText()).replace(/^Pay\s+/, '');
      expect(now).not.toBe(agreed);
      expect(told).toContain(now);
      expect(await page.getByLabel('Card number', { exact: true }).inputValue()).toContain('4242');

      await payButton(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
      const [payment, ...more] = await books.since();
      expect(more).toEqual([]);
      expect(pounds(payment!.charged.amount)).toBe(now);
    });

    it('says in the cart when a price changed since it was put in', async () => {
      const { page } = await stage.visit();
      const goods = await someGoods(stage.url, 7);
      await openPayment(page, goods, 'cart@example.com');
      await raisePrice(stage, goods.productId, 700);
      await page.goto('/');
      await cartButton(page).click();
      const pounds = (amount: number) => `£${(amount / 100).toFixed(2)}`;
      await page
        .getByText(`${pounds(goods.unitPrice.amount + 700)} a piece now. It was ${pounds(goods.unitPrice.amount)}`)
        .waitFor();
    });

    it('names the line that sold out at the till, and the way on', async () => {
      const visit = await stage.visit({ width: 390, height: 844 });
      visit.expectFault(/status of 409/);
      const { page } = visit;
      const goods = await someGoods(stage.url, 8);
      await openPayment(page, goods, 'sold-out@example.com');
      const { products } = await staff(stage.url, 'catalog.write');
      const { available } = await products.getStock({ params: { sku: goods.sku } });
      const headers = { 'idempotency-key': idempotencyKey(randomUUID()) };
      const body = { change: -available, reason: 'drill' };
      await products.adjustStock({ params: { sku: goods.sku }, headers, body });
      await pay(page);

      const notice = page.getByRole('alert');
      await notice.getByText(goods.name).waitFor();
      await notice.getByText('Sold out.').waitFor();
      expect(await payButton(page).isDisabled()).toBe(true);
      await notice.getByRole('button', { name: `Take ${goods.name} out` }).click();
      await page.getByText('There is nothing to check out yet.').waitFor();
    });

    it('has the cart back when the bank declines after the customer left', async () => {
      const visit = await stage.visit();
      visit.expectFault(/Failed to load resource/);
      const { page } = visit;
      await openPayment(page, await someGoods(stage.url, 9), 'left@example.com');
      await hearsNothing(page);
      await pay(page, 'decline');
      await page.getByRole('button', { name: 'Asking the bank …' }).waitFor();
      await page.getByRole('button', { name: 'Cart, 0 items' }).waitFor();
      await page.close();

      const later = await visit.openTab();
      await later.goto('/');
      await later.getByRole('button', { name: 'Cart, 1 item', exact: true }).waitFor();
      await later.goto('/checkout');
      await later.getByRole('heading', { name: 'Check out' }).waitFor();
    });

    it('has the cart empty when the bank takes the payment after the customer left', async () => {
      const visit = await stage.visit();
      visit.expectFault(/Failed to load resource/);
      const { page } = visit;
      const books = await openBooks(stage);
      await openPayment(page, await someGoods(stage.url, 10), 'paid-late@example.com');
      await hearsNothing(page);
      await pay(page);
      await page.getByRole('button', { name: 'Asking the bank …' }).waitFor();
      await page.close();

      const later = await visit.openTab();
      await later.goto('/account');
      await later.waitForFunction(() => localStorage.getItem('halden.cart') === '{"lines":[],"undecided":[]}');
      expect(await books.since()).toMatchObject([{ status: 'succeeded' }]);
    });
  });

/** Pays while one answer is cut off and the next asks for patience, until the order is there. */
async function payThrough(stage: Stage, goods: Goods, name: string): Promise<{ keys: string[]; orderId: string }> {
  const visit = await stage.visit();
  visit.expectFault(/Failed to load resource|answer 50[03]/);
  const { page, context } = visit;
  // Nobody waits twenty seconds here: the page gives up sooner.
  await context.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(Math.min(ms, 4_000));
  });
  const keys = await cutOff(context, cuts[name]!, refuse(429, 'rate_limited', { 'retry-after': '1' }));
  await openPayment(page, goods, 'once@example.com');
  const amount = await pay(page);
  await unheard(page);
  await tryAgain(page).click();
  await page.getByRole('button', { name: 'Try again in 1 second' }).waitFor();
  await tryAgain(page).click();
  await placedOrder(page);
  await orderSays(page, /Paid/);
  expect(await page.getByRole('main').innerText()).toContain(amount);
  await page.getByRole('button', { name: 'Cart, 0 items' }).waitFor();
  return { keys, orderId: new URL(page.url()).pathname.split('/').pop() ?? '' };
}

const inGroups = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** This page never hears what the bank decides. */
const hearsNothing = (page: Page) => page.route(/\/api\/orders\/ord_/, (route) => route.abort());

/** Staff change what every variant of a product costs in pounds. */
async function raisePrice(stage: Stage, productId: string, by: number): Promise<void> {
  const { products } = await staff(stage.url, 'catalog.write');
  const params = { productId: productId as never };
  const { product, version } = await products.getCatalogueEntry({ params });
  const variants = product.variants.map((variant) => ({
    ...variant,
    prices: { ...variant.prices, GBP: variant.prices.GBP + by },
  }));
  await products.replaceCatalogueEntry({ params, headers: { 'if-match': version }, body: { ...product, variants } });
}
