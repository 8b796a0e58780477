import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { servicesIn } from '@halden/charts';
import { idempotencyKey, isDecided, isPaid, paymentToken } from '@halden/contracts';
import { waitForMail } from '@halden/launcher/demo/local';
import { follow, shopAs } from '@halden/shop-client/shop';
import { root } from '../../tools/bundle.mjs';
import { openBrowser } from '@halden/browser/chromium';
import { visit } from '@halden/browser/visit';
import { readSteps } from '@halden/cluster/progress';
import { lastDeployed } from '@halden/cluster/up';
import { chance } from '@halden/shop-client/random';
import { agree, makeAttempts } from '@halden/shop-client/shoppers';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

describe('the first deployment', () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await openTestContext();
  });

  it('has applied every Kustomization and initialized every Canary', async () => {
    const { kubernetes, cluster, namespace } = context;
    const steps = await readSteps(kubernetes, { source: cluster.source, namespace });
    const released = servicesIn('local').filter(({ runtime }) => runtime !== 'embedded-azure');
    expect(steps.filter(({ kind }) => kind === 'Canary')).toHaveLength(released.length);
    expect(steps.filter(({ isDone }) => !isDone)).toEqual([]);
  });

  it('was there four minutes after its images', () => {
    const { images, deployed } = lastDeployed(root).seconds;
    report(`up: ${images} s for the images, ${deployed} s until every Canary was initialized`);
    expect(deployed).toBeLessThanOrEqual(240);
  });

  it('takes an order through the gateway, which is paid, and its e-mail is in the mailbox', async () => {
    const { url } = context;
    const [sku] = [...(await context.stocked(1, 100)).keys()];
    const shop = shopAs(url, await context.signIn('ada@example.com'));
    const [attempt] = makeAttempts(1, sku ? [sku] : [], chance(1), `first-${Date.now()}`);
    if (!attempt) throw new Error('nobody wants to order');
    const body = await agree(shop, { ...attempt.body, paymentToken: paymentToken('pm_test_success') });
    const began = performance.now();
    const order = await shop.orders.placeOrder({ headers: { 'idempotency-key': idempotencyKey(randomUUID()) }, body });
    const paid = await follow(url, shop, order.id, isDecided);
    expect(isPaid(paid)).toBe(true);
    const isPaidMail = ({ subject = '' }: { subject?: string }) => subject.includes('is paid');
    const mail = await waitForMail(url, { to: attempt.email, contains: order.number }, isPaidMail);
    expect(mail.subject).toContain(order.number);
    report(`ordered, paid and notified in ${Math.round(performance.now() - began)} ms`);
  });

  it('shows the shop in a browser, without a fault', async () => {
    const browser = await openBrowser();
    try {
      const visitor = await visit(browser, { url: context.url });
      // A gateway without TLS on another name than localhost: browsers say that they ignore the header.
      visitor.expectFault(/Cross-Origin-Opener-Policy header has been ignored/);
      await visitor.page.goto('/');
      await visitor.page.locator('main a[href^="/products/"]').first().waitFor();
      expect(visitor.faults()).toEqual([]);
      await visitor.close();
    } finally {
      await browser.close();
    }
  });
});
