import { type TestCard, testCards } from '@halden/contracts';
import type { Page } from './chromium.ts';

/** What a person does in the shop, by the names that a person (or a screen reader) finds things by. In English. */

export const shopper = { name: 'Grace Hopper', email: 'grace@example.com' };

/** Looks for something and waits for the answer. */
export async function search(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search' }).fill(query);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?.*q=/);
  await page.locator('main a[href^="/products/"]').first().waitFor();
}

/** Opens the first product of a list. */
export async function openFirstProduct(page: Page): Promise<void> {
  await page.locator('main a[href^="/products/"]').first().click();
  await page.waitForURL(/\/products\//);
  await addButton(page).waitFor();
}

export const addButton = (page: Page) => page.getByRole('button', { name: 'Add to cart' });
export const cartDrawer = (page: Page) => page.getByRole('dialog', { name: 'Cart' });
export const cartButton = (page: Page) => page.getByRole('button', { name: /^Cart, \d+ items?$/ });

/** Puts the product of this page into the cart; the cart opens. */
export async function addToCart(page: Page): Promise<void> {
  await addButton(page).click();
  await cartDrawer(page).waitFor();
}

/** Goes from the open cart to the till. */
export async function checkOut(page: Page): Promise<void> {
  await cartDrawer(page)
    .getByRole('link', { name: 'Check out' })
    .or(cartDrawer(page).getByRole('button', { name: 'Check out' }))
    .click();
  await page.waitForURL(/\/checkout/);
}

const proceed = (page: Page) => page.getByRole('button', { name: 'Continue' }).click();

export async function giveContact(page: Page, { name, email } = shopper): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await proceed(page);
}

export async function giveAddress(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(shopper.name);
  await page.getByLabel('Street and number').fill('Lindenallee 1');
  await page.getByLabel('Postcode').fill('10115');
  await page.getByLabel('Town').fill('Berlin');
  await page.getByLabel('Country').selectOption('DE');
  await proceed(page);
}

export async function giveCard(page: Page, behaviour: TestCard['behaviour'] = 'success'): Promise<void> {
  const card = testCards.find((each) => each.behaviour === behaviour);
  if (!card) throw new TypeError(`no test card behaves as '${behaviour}'`);
  await page.getByLabel('Card number', { exact: true }).fill(card.number);
  await page.getByLabel('Expiry date').fill(`12/${String((new Date().getFullYear() + 2) % 100)}`);
  await page.getByLabel('Security code').fill('123');
  const holder = page.getByLabel('Name on the card');
  if (await holder.isVisible()) await holder.fill(shopper.name);
}

export const payButton = (page: Page) => page.getByRole('button', { name: /^Pay [€£$]/ });

/** Waits for the page of the order that was placed. Resolves with its number, such as `H-7Q2M-4KXD`. */
export async function placedOrder(page: Page): Promise<string> {
  await page.waitForURL(/\/orders\//);
  const heading = page.getByRole('heading', { level: 1, name: /H-/ });
  const number = /H-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await heading.textContent()) ?? '')?.[0];
  if (!number) throw new Error(`the page of the order shows no number: ${await heading.textContent()}`);
  return number;
}

/** Waits until the page of the order says so by itself. */
export const orderSays = (page: Page, text: RegExp): Promise<void> =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();

/** Signs in as one of the people of the demo, by the page of the identity provider. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name: 'Sign in' })
    .or(page.getByRole('button', { name: 'Sign in' }))
    .first()
    .click();
  await page.waitForURL(/\/identity\/sign-in\//);
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/identity'));
}
