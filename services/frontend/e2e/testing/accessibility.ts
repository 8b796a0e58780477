import { describe, expect, it } from '@jest/globals';
import { accessibilityFaults, colourRules } from '@halden/browser/axe';
import type { Page } from '@halden/browser/chromium';
import {
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
  signIn,
} from '@halden/browser/shopper';
import type { Stage } from './stage.ts';

export const accessibility = (stage: Stage) =>
  describe('axe finds nothing wrong, in light and in dark,', () => {
    it('on the pages for looking around', async () => {
      const { page } = await stage.visit();
      const faults: string[] = [];
      const places: Record<string, string> = {
        '/': 'main h1',
        '/shelves/lighting': 'main a[href^="/products/"]',
        '/search?q=lamp&sort=price': 'main a[href^="/products/"]',
        '/search?q=zzzzqqqq': 'text=We found nothing',
        '/account': 'main h1',
        '/no/such/page': 'text=There is nothing at this address.',
      };
      for (const [path, sign] of Object.entries(places)) {
        await page.goto(path);
        await page.locator(sign).first().waitFor();
        faults.push(...(await faultsOf(page, path)));
      }
      expect(faults).toEqual([]);
    });

    it('on the way from a product to a paid order', async () => {
      const { page } = await stage.visit();
      const faults: string[] = [];
      const look = async (where: string) => faults.push(...(await faultsOf(page, where)));
      await page.goto('/shelves/ceramics');
      await cartButton(page).click();
      await cartDrawer(page).waitFor();
      await look('empty cart');
      await page.keyboard.press('Escape');
      await openFirstProduct(page);
      await look('product');
      await addToCart(page);
      await look('cart');
      await checkOut(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await look('contact, with what is missing');
      await giveContact(page);
      await look('delivery');
      await giveAddress(page);
      await giveCard(page);
      await look('payment');
      await payButton(page).click();
      await placedOrder(page);
      await orderSays(page, /Paid/);
      await look('order');
      expect(faults).toEqual([]);
    });

    it('in an account, and on a phone', async () => {
      const { page } = await stage.visit({ width: 390, height: 844 });
      await page.goto('/account');
      await signIn(page, 'Grace');
      await page.getByText(/Hello, Grace/).waitFor();
      const faults = await faultsOf(page, 'account');
      await page.goto('/shelves/seating');
      await page.locator('main a[href^="/products/"]').first().waitFor();
      faults.push(...(await faultsOf(page, 'shelf')));
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByRole('dialog').waitFor();
      faults.push(...(await faultsOf(page, 'filters')));
      expect(faults).toEqual([]);
    });
  });

/** Everything in light; in dark what depends on colours, for nothing else changes. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  const light = await accessibilityFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await accessibilityFaults(page, colourRules);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light.map((fault) => `${where}, light: ${fault}`), ...dark.map((fault) => `${where}, dark: ${fault}`)];
}
