import { shopAs } from '@halden/shop-client/shop';
import { inWords, type Summary } from '@halden/shop-client/account';
import { audit, type ShopState, orderIdsOf, readShopState } from '../../shop/audit.ts';
import { startVisitors } from '@halden/shop-client/visitors';
import { releasePicture } from './picture.ts';
import { saveArtifact } from './report.ts';
import type { RolloutObservation } from './rollout.ts';
import { pause, type TestContext } from './test-context.ts';

/** People in the shop while something happens to it, and the audit of all services afterwards. */
export interface LoadSession {
  /** What the people have seen so far. */
  summary(from?: number, to?: number): Summary;
  /** Nobody new comes; the state of all services is audited once everything has come to rest. `broken`: promises that were not kept, with examples. */
  end(): Promise<{ summary: Summary; broken: readonly string[]; orders: number }>;
  /** Nobody new comes. */
  stop(): Promise<void>;
  /** Draws an observation into `.local/e2e/<name>.svg`. */
  picture(name: string, title: string, service: string, observation: RolloutObservation): Promise<void>;
  /** A summary in one line. */
  describe(summary: Summary): string;
}

const customer = 'linus@example.com';

/** Lets people in, `views` and `orders` per second, and gives the shop ten seconds to have seen some of them. */
export async function startLoadSession(
  context: TestContext,
  rates: { readonly views: number; readonly orders: number },
): Promise<LoadSession> {
  const { url } = context;
  const shopper = shopAs(url, await context.signIn(customer));
  const staff = await context.staff();
  const stock = await context.stocked(4, 5_000);
  const except = new Set(await orderIdsOf(shopper));
  const skus = [...stock.keys()];
  const prefix = `load-${Date.now().toString(36)}`;
  const visitors = startVisitors({ url, token: shopper.token ?? '', skus, prefix, ...rates });
  await pause(10_000);

  const session: LoadSession = {
    summary: (from, to) => visitors.account.summary(from, to),
    async end() {
      const results = await visitors.stop();
      const recipients = results.map(({ attempt }) => attempt.email);
      const read = () => readShopState({ url, shopper, staff, skus, recipients, except });
      const broken = (state: ShopState) =>
        audit(results, stock, state)
          .filter(({ violations }) => violations.length > 0)
          .map(({ promise, violations }) => `${promise}: ${violations.length}, such as ${violations[0] ?? ''}`);
      let state = await read();
      for (const began = Date.now(); broken(state).length > 0 && Date.now() - began < 90_000; state = await read())
        await pause(2_000);
      return { summary: visitors.account.summary(), broken: broken(state), orders: state.orders.size };
    },
    async stop() {
      await visitors.stop();
    },
    async picture(name, title, service, observation) {
      saveArtifact(
        `${name}.svg`,
        await releasePicture(context, { title, service, observation, account: visitors.account }),
      );
    },
    describe: (summary) => `${inWords(summary)}; ${visitors.results.length} attempts to order`,
  };
  return session;
}
