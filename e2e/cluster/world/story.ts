import { shopAs } from '@halden/shop-client/shop';
import { inWords, type Summary } from '@halden/shop-client/account';
import { audit, type Books, orderIdsOf, readBooks } from '../../shop/audit.ts';
import { startVisitors } from '@halden/shop-client/visitors';
import { releasePicture } from './picture.ts';
import { keep } from './report.ts';
import type { Episode } from './watch.ts';
import { pause, type World } from './world.ts';

/** People in the shop while something happens to it, and the books afterwards. */
export interface Story {
  /** What the people have seen so far. */
  summary(from?: number, to?: number): Summary;
  /** Nobody new comes; the books are read once everything has come to rest. `broken`: promises that were not kept, with examples. */
  end(): Promise<{ summary: Summary; broken: readonly string[]; orders: number }>;
  /** Nobody new comes. */
  stop(): Promise<void>;
  /** Draws an episode into `.local/e2e/<name>.svg`. */
  picture(name: string, title: string, service: string, episode: Episode): Promise<void>;
  /** A summary in one line. */
  say(summary: Summary): string;
}

const customer = 'linus@example.com';

/** Lets people in, `views` and `orders` per second, and gives the shop ten seconds to have seen some of them. */
export async function startStory(
  world: World,
  rates: { readonly views: number; readonly orders: number },
): Promise<Story> {
  const { url } = world;
  const shopper = shopAs(url, await world.signIn(customer));
  const staff = await world.staff();
  const stock = await world.stocked(4, 5_000);
  const except = new Set(await orderIdsOf(shopper));
  const skus = [...stock.keys()];
  const prefix = `story-${Date.now().toString(36)}`;
  const visitors = startVisitors({ url, token: shopper.token ?? '', skus, prefix, ...rates });
  await pause(10_000);

  const story: Story = {
    summary: (from, to) => visitors.account.summary(from, to),
    async end() {
      const results = await visitors.stop();
      const recipients = results.map(({ attempt }) => attempt.email);
      const read = () => readBooks({ url, shopper, staff, skus, recipients, except });
      const broken = (books: Books) =>
        audit(results, stock, books)
          .filter(({ violations }) => violations.length > 0)
          .map(({ promise, violations }) => `${promise}: ${violations.length}, such as ${violations[0] ?? ''}`);
      let books = await read();
      for (const began = Date.now(); broken(books).length > 0 && Date.now() - began < 90_000; books = await read())
        await pause(2_000);
      return { summary: visitors.account.summary(), broken: broken(books), orders: books.orders.size };
    },
    async stop() {
      await visitors.stop();
    },
    async picture(name, title, service, episode) {
      keep(`${name}.svg`, await releasePicture(world, { title, service, episode, account: visitors.account }));
    },
    say: (summary) => `${inWords(summary)}; ${visitors.results.length} attempts to order`,
  };
  return story;
}
