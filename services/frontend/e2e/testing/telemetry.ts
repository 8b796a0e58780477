import { describe, expect, it } from '@jest/globals';
import type { Stage } from './stage.ts';

const secret = 'SECRETSECRETSECRET';
const reader = 'private.person@example.com';

export const telemetry = (stage: Stage) =>
  describe('telemetry', () => {
    it("hears of pages, calls and errors, and of nobody's key, search or e-mail address", async () => {
      const visit = await stage.visit();
      visit.expectFault(/status of 40[0-9]|^exception: |private\.person|monitor\.azure\.com|Content Security Policy/);
      const { page, context } = visit;
      const sent: string[] = [];
      await context.route('**/config.json', async (route) => {
        const connectionString = `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=${stage.url}/`;
        const served = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...served, telemetry: { connectionString } } });
      });
      await context.route('**/v2/track', async (route) => {
        sent.push(route.request().postData() ?? '');
        await route.fulfill({ json: { itemsReceived: 1, itemsAccepted: 1, errors: [] } });
      });

      await page.goto(`/search?q=${reader}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto(`/orders/ord_${'0'.repeat(26)}?key=${secret}`);
      await page.getByText('We cannot show this order here.').waitFor();
      // The library is loaded when the page is idle; from then on it listens to every call.
      await page.waitForFunction(() => !fetch.toString().includes('native code'));
      await page.evaluate(async (email) => {
        setTimeout(() => {
          throw new Error(`${location.href} of ${email}`);
        });
        await fetch(`/api/products?q=${email}`);
      }, reader);
      const everything = () => sent.join('\n');
      for (let attempts = 0; attempts < 100 && !everything().includes('RemoteDependencyData'); attempts++) {
        // What waits is sent when the page is put away.
        await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(everything()).toMatch(/PageviewData/);
      expect(everything()).toMatch(/ExceptionData/);
      expect(everything()).toMatch(/RemoteDependencyData/);
      expect(everything()).not.toContain(secret);
      expect(everything()).not.toContain(reader);
      expect(everything()).not.toContain(encodeURIComponent(reader));
    });
  });
