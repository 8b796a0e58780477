import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { program, run } from '@halden/cli/main';
import { openBrowser, type Page } from '@halden/browser/chromium';
import { startShop } from '@halden/browser/shop';
import {
  addToCart,
  checkOut,
  giveAddress,
  giveContact,
  giveCard,
  orderSays,
  payButton,
  placedOrder,
} from '@halden/browser/shopper';
import { visit } from '@halden/browser/visit';

const folder = resolve(import.meta.dirname, '../../docs/screenshots');
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
/** A picture in a README should not weigh more. */
const maxBytes = 300_000;

await run(
  program(
    'npm run screenshots --',
    'Writes docs/screenshots/{home,category,product,cart,checkout,order}-{light,dark}-{phone,desktop}.png: 390 and 1440 pixels wide, of a shop that is started for it with fresh data, or of a running one. The same shop gives the same pictures, but for number and time of the order.',
  )
    .option('--url <url>', 'of a shop that runs, such as http://localhost:8080')
    .action(takeAll),
);

async function takeAll({ url }: { readonly url?: string }): Promise<void> {
  const shop = url ? { url, stop: async () => {} } : await startShop();
  const browser = await openBrowser();
  mkdirSync(folder, { recursive: true });
  try {
    for (const theme of ['light', 'dark'] as const)
      for (const [size, { width, height }] of Object.entries(sizes)) {
        const { page, faults, close } = await visit(browser, { url: shop.url, theme, width, height });
        await walk(page, (name) => take(page, `${name}-${theme}-${size}`));
        await close();
        if (faults().length > 0) throw new Error(`${theme}, ${size}: ${faults().join('\n')}`);
      }
  } finally {
    await browser.close();
    await shop.stop();
  }
}

/** Goes the way of a purchase, with a look at each page. */
async function walk(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/');
  await look('home');
  await page.goto('/shelves/lighting');
  await page.locator('main a[href^="/products/"]').first().waitFor();
  await look('category');
  const products = await page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll('main a[href^="/products/"]')].map((link) => link.getAttribute('href')))]`,
  );
  for (const href of products.slice(0, 2)) {
    await page.goto(href);
    await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    if (href === products[0]) await look('product');
    await addToCart(page);
  }
  await look('cart');
  await checkOut(page);
  await giveContact(page);
  await giveAddress(page);
  await giveCard(page);
  // From the top, with no field in focus: the three steps and the order beside them.
  await page.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
  await look('checkout');
  await payButton(page).click();
  await placedOrder(page);
  await orderSays(page, /Paid/);
  await look('order');
}

/** Takes what is on the screen once fonts and pictures are there and nothing moves. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(`document.fonts.ready.then(() =>
    Promise.all([...document.images].filter(({ complete, loading }) => !complete && loading !== 'lazy').map((image) => image.decode().catch(() => {}))),
  ).then(() => undefined)`);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  if (png.length > maxBytes)
    throw new Error(`${name}.png would have ${png.length} bytes, more than the ${maxBytes} that a picture may have`);
  writeFileSync(join(folder, `${name}.png`), png);
  console.error(`${name}.png  ${Math.round(png.length / 1000)} kB`);
}
