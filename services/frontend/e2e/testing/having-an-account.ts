import { describe, expect, it } from '@jest/globals';
import {
  addToCart,
  checkOut,
  giveAddress,
  giveCard,
  openFirstProduct,
  orderSays,
  payButton,
  placedOrder,
  search,
  signIn,
} from '@halden/browser/shopper';
import type { Stage } from './stage.ts';

export const havingAnAccount = (stage: Stage) =>
  describe('an account', () => {
    it('is signed in to, keeps what was ordered, and is left again', async () => {
      const { page } = await stage.visit();
      await page.goto('/account');
      await signIn(page, 'Ada');
      await page.waitForURL('**/account');
      await page.getByText(/Hello, Ada/).waitFor();

      await search(page, 'bowl');
      await openFirstProduct(page);
      await addToCart(page);
      await checkOut(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await giveAddress(page);
      await giveCard(page);
      await payButton(page).click();
      const number = await placedOrder(page);
      await orderSays(page, /Paid/);

      await page.goto('/account');
      await page.getByText(number).first().waitFor();
      await page.reload();
      await page.getByText(number).first().click();
      await page.getByRole('heading', { level: 1, name: number }).or(page.getByText(number)).first().waitFor();

      await page.goto('/account');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL((address) => address.pathname === '/');
      await page.goto('/account');
      await page.getByText('Sign in to see your orders').waitFor();
      expect(await page.getByText(number).count()).toBe(0);
    });

    it('is not needed to come back to an order: the link in the e-mail is enough, and nothing less is', async () => {
      const buyer = await stage.visit();
      const { page } = buyer;
      await page.goto('/search?q=mug');
      await openFirstProduct(page);
      await addToCart(page);
      await checkOut(page);
      const email = 'somebody@example.com';
      await page.getByLabel('Name', { exact: true }).fill('Some Body');
      await page.getByLabel('E-mail', { exact: true }).fill(email);
      await page.getByRole('button', { name: 'Continue' }).click();
      await giveAddress(page);
      await giveCard(page);
      await payButton(page).click();
      const number = await placedOrder(page);
      const link = await linkInMail(stage.url, email);

      const { page: later } = await stage.visit();
      await later.goto(link);
      await later.getByRole('heading', { level: 1, name: number }).waitFor();
      await orderSays(later, /Paid/);

      const stranger = await stage.visit();
      stranger.expectFault(/status of 40[134]/);
      await stranger.page.goto(new URL(link).pathname);
      await stranger.page.getByText('We cannot show this order here.').waitFor();
    });
  });

/** The link to the order in the newest e-mail to somebody. */
async function linkInMail(url: string, to: string): Promise<string> {
  for (let attempts = 0; attempts < 200; attempts++) {
    const response = await fetch(`${url}/mailbox/api/messages?${new URLSearchParams({ to }).toString()}`);
    const link = /https?:\/\/[^\s"<>\\]+\/orders\/[^\s"<>\\]+key=[^\s"<>\\]+/.exec(await response.text())?.[0];
    if (link) return link.replaceAll('&amp;', '&');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no e-mail with a link to an order has reached ${to}`);
}
