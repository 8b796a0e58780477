import { describe, expect, it } from '@jest/globals';
import { openFirstProduct } from '@halden/browser/shopper';
import type { Stage } from './stage.ts';

export const findingTheWay = (stage: Stage) =>
  describe('finding the way', () => {
    it('goes back and forward through what was chosen', async () => {
      const { page } = await stage.visit();
      await page.goto('/');
      await page.getByRole('link', { name: 'Lighting' }).first().click();
      await page.waitForURL('**/shelves/lighting');
      await page.getByLabel('Sort by').selectOption('price');
      await page.waitForURL(/sort=price/);
      const sorted = page.url();
      await openFirstProduct(page);
      const product = page.url();

      await page.goBack();
      expect(page.url()).toBe(sorted);
      await page.getByRole('heading', { level: 1, name: 'Lighting' }).waitFor();
      expect(await page.getByLabel('Sort by').inputValue()).toBe('price');
      await page.goBack();
      await page.goBack();
      expect(new URL(page.url()).pathname).toBe('/');
      await page.goForward();
      await page.goForward();
      await page.goForward();
      expect(page.url()).toBe(product);
      await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    });

    it('shows things in the colour that was asked for, and leads to just that one', async () => {
      const { page } = await stage.visit();
      await page.goto('/shelves/seating?colour=green');
      const card = page.locator('main article').first();
      const link = card.getByRole('link');
      await link.waitFor();
      const sku = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams.get('sku') ?? 'none';
      expect(await card.locator('img').getAttribute('src')).toContain(`sku=${sku}`);
      await link.click();
      await page.waitForURL(`**/products/*?sku=${sku}`);
      await page.getByRole('button', { name: 'Add to cart' }).waitFor();
      expect(await page.locator(`main img[src*="sku=${sku}"]`).count()).toBeGreaterThan(0);
    });

    it('tells who opens an address that is not there, and leads on', async () => {
      const { page } = await stage.visit();
      await page.goto('/no/such/page');
      await page.getByText('There is nothing at this address.').waitFor();
      await page.getByRole('link', { name: 'To the front page' }).click();
      await page.waitForURL('**/');
    });

    it('begins anew where a release has taken its files away', async () => {
      const { page, expectFault } = await stage.visit();
      expectFault(/404/);
      let asked = 0;
      await page.route('**/assets/account-*.js', (route) =>
        asked++ === 0 ? route.fulfill({ status: 404, body: '' }) : route.continue(),
      );
      await page.goto('/');
      await page.getByRole('link', { name: 'Account' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
      expect(asked).toBe(2);
    });

    it('says what to loosen where nothing is found', async () => {
      const { page } = await stage.visit();
      await page.goto('/search?q=zzzzqqqq');
      await page.getByText('We found nothing for “zzzzqqqq”.').waitFor();
    });

    it('speaks German to who reads German', async () => {
      const { page } = await stage.visit({ language: 'de-DE' });
      await page.goto('/');
      await page.getByRole('button', { name: 'Warenkorb, 0 Artikel' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
    });
  });
