import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { type Browser, openBrowser } from '@halden/browser/chromium';
import { type RunningShop, startShop } from '@halden/browser/shop';
import { visit, type Visit, type VisitOptions } from '@halden/browser/visit';

/** The shop may have to be built, and a browser unpacked, first. */
const startTimeoutMs = 180_000;

export interface Stage {
  /** Where the shop is. */
  readonly url: string;
  visit(options?: Omit<VisitOptions, 'url'>): Promise<Visit>;
}

/**
 * One running shop and one browser for all journeys of a test file. Each journey begins with a visit of its own; it fails when anything
 * went wrong unseen: an error in the console, an exception, an answer of 500.
 */
export function useStage(): Stage {
  let shop: RunningShop | undefined;
  let browser: Browser | undefined;
  let visits: Visit[] = [];

  beforeAll(async () => {
    [shop, browser] = await Promise.all([startShop(), openBrowser()]);
  }, startTimeoutMs);
  afterEach(async () => {
    const faults = visits.flatMap((each) => each.faults());
    await Promise.all(visits.map((each) => each.close()));
    visits = [];
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  return {
    get url() {
      return shop!.url;
    },
    async visit(options = {}) {
      const opened = await visit(browser!, { url: shop!.url, ...options });
      visits.push(opened);
      return opened;
    },
  };
}
