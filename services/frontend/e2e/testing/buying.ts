import { describe, expect, it } from '@jest/globals';
import {
  addButton,
  addToCart,
  cartButton,
  cartDrawer,
  checkOut,
  giveAddress,
  giveCard,
  giveContact,
  openFirstProduct,
  orderSays,
  payButton,
  placedOrder,
  search,
  shopper,
} from '@halden/browser/shopper';
import type { Stage } from './stage.ts';

export const buying = (stage: Stage) =>
  describe('buying', () => {
    it('leads from browsing and searching over cart and checkout to a paid order and an e-mail', async () => {
      const { page } = await stage.visit();
      await page.goto('/');
      await page.getByRole('link', { name: 'Ceramics' }).first().click();
      await page.waitForURL('**/shelves/ceramics');
      await page.getByRole('heading', { level: 1, name: 'Ceramics' }).waitFor();

      await search(page, 'lamp');
      await openFirstProduct(page);
      const product = await page.getByRole('heading', { level: 1 }).innerText();
      await addToCart(page);
      await cartDrawer(page).getByText(product).first().waitFor();
      await checkOut(page);
      await giveContact(page);
      await giveAddress(page);
      await giveCard(page);
      const amount = (await payButton(page).innerText()).replace(/^Pay\s+/, '');
      await payButton(page).click();

      const number = await placedOrder(page);
      await orderSays(page, /Paid/);
      expect(await page.getByRole('main').innerText()).toContain(amount);
      expect(await page.getByRole('main').innerText()).toContain(product);
      await cartButton(page).waitFor();
      expect(await cartButton(page).getAttribute('aria-label')).toBe('Cart, 0 items');

      await page.goto('/mailbox/');
      const mail = page.getByText(new RegExp(`paid.*${number}|${number}.*paid`, 'i')).first();
      await mail.click();
      await page.getByText(shopper.email).first().waitFor();
    });

    it('explains a decline plainly, keeps everything, and takes another card', async () => {
      const { page } = await stage.visit();
      await page.goto('/search?q=mug');
      await openFirstProduct(page);
      await addToCart(page);
      await checkOut(page);
      await giveContact(page);
      await giveAddress(page);
      await giveCard(page, 'decline');
      await payButton(page).click();

      await page.getByText('The bank declined this card. Nothing was charged. Try another card.').first().waitFor();
      expect(new URL(page.url()).pathname).toBe('/checkout');
      const main = page.getByRole('main');
      expect(await main.innerText()).toContain(shopper.email);
      expect(await main.innerText()).toContain('Lindenallee 1');

      await giveCard(page);
      await payButton(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
    });

    it('keeps a checkout across a reload, without the card', async () => {
      const { page } = await stage.visit();
      await page.goto('/search?q=mug');
      await openFirstProduct(page);
      await addToCart(page);
      await checkOut(page);
      await giveContact(page);
      await giveAddress(page);
      await giveCard(page);
      await page.reload();
      await payButton(page).waitFor();
      const main = page.getByRole('main');
      expect(await main.innerText()).toContain(shopper.email);
      expect(await main.innerText()).toContain('Lindenallee 1');
      expect(await page.getByLabel('Card number', { exact: true }).inputValue()).toBe('');
      const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
      expect(kept).not.toMatch(/4242/);
      expect(kept).toContain(shopper.email);
    });

    it('has one cart in two tabs', async () => {
      const person = await stage.visit();
      const { page } = person;
      const other = await person.openTab();
      await other.goto('/');
      await page.goto('/search?q=mug');
      await openFirstProduct(page);
      await addToCart(page);
      await other.getByRole('button', { name: 'Cart, 1 item', exact: true }).waitFor();

      await other.getByRole('button', { name: 'Cart, 1 item', exact: true }).click();
      await cartDrawer(other)
        .getByRole('button', { name: /^Remove / })
        .first()
        .click();
      await page.getByRole('button', { name: 'Cart, 0 items', exact: true, includeHidden: true }).waitFor();
    });

    it('needs no mouse', async () => {
      const { page } = await stage.visit();
      await page.goto('/search?q=lamp');
      await page.locator('main a[href^="/products/"]').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/products\//);
      await addButton(page).focus();
      await page.keyboard.press('Enter');
      await cartDrawer(page).waitFor();
      await tabTo(/^Check out$/);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/checkout/);

      await page.getByLabel('Name', { exact: true }).focus();
      await write(shopper.name, shopper.email);
      await page.keyboard.press('Enter');
      await page.getByLabel('Street and number').waitFor();
      await page.getByLabel('Name', { exact: true }).focus();
      await write(shopper.name, 'Lindenallee 1', '', '10115', 'Berlin');
      await page.keyboard.press('Enter');
      await page.getByLabel('Card number', { exact: true }).waitFor();
      await page.getByLabel('Card number', { exact: true }).focus();
      await write('4242424242424242', '1230', '123');
      await page.keyboard.press('Enter');
      await placedOrder(page);
      await orderSays(page, /Paid/);

      /** Types into one field after the other. */
      async function write(...texts: string[]) {
        for (const [index, text] of texts.entries()) {
          if (index > 0) await page.keyboard.press('Tab');
          await page.keyboard.type(text);
        }
      }

      async function tabTo(name: RegExp) {
        for (let presses = 0; presses < 30; presses++) {
          const focused = await page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');
          if (name.test(focused)) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`the Tab key does not reach ${String(name)}`);
      }
    });
  });
