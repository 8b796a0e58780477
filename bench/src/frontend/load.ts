import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@halden/browser/chromium';
import type { Profile } from './profiles.ts';
import { type PageMetrics, performanceScore } from './score.ts';
import {
  cumulativeLayoutShift,
  type Frame,
  type LongTask,
  type Shift,
  speedIndex,
  totalBlockingTime,
} from './visual.ts';

/** One load of one page, nothing cached. */
export interface Load extends PageMetrics {
  score: number;
  /** What was painted largest: an address or a tag. */
  largestIs: string;
  /** Addresses of all scripts that were fetched. */
  scripts: string[];
  requests: number;
  /** Bytes over the network, headers and bodies. */
  transferred: number;
}

/** What observe.js keeps in the page. */
interface Measured {
  paints: Record<string, number>;
  largest: number;
  largestIs?: string;
  shifts: Shift[];
  longTasks: LongTask[];
}

const patienceMs = 60_000;
/** A page is still after this long without a request or a long task; Lighthouse, too, waits for quiet. */
const quietMs = 1_500;

/** Loads a page under a profile and measures. Rejects when the page does not come to rest, or paints nothing. */
export async function measureLoad(browser: Browser, url: string, profile: Profile): Promise<Load> {
  const context = await browser.newContext({
    viewport: { width: profile.width, height: profile.height },
    deviceScaleFactor: profile.pixelRatio,
    isMobile: profile.formFactor === 'mobile',
    hasTouch: profile.formFactor === 'mobile',
    colorScheme: 'light',
    reducedMotion: 'no-preference',
  });
  try {
    const page = await context.newPage();
    await page.addInitScript({ path: join(import.meta.dirname, 'observe.js') });
    const session = await context.newCDPSession(page);
    const network = await throttle(session, profile);
    await browser.startTracing(page, {
      screenshots: true,
      categories: ['-*', 'blink.user_timing', 'disabled-by-default-devtools.screenshot'],
    });
    await page.goto(url, { waitUntil: 'load', timeout: patienceMs });
    await stillness(page, network);
    const measured = await page.evaluate<Measured>('window.measured');
    // One moment on both the page's clock and the trace's.
    const mark = await page.evaluate<number>(`performance.mark('${clockMark}').startTime`);
    const frames = await framesOf(browser, mark, await browser.stopTracing());

    const firstContentfulPaint = measured.paints['first-contentful-paint'];
    if (firstContentfulPaint === undefined) throw new TypeError('a page at rest has painted');
    const metrics: PageMetrics = {
      firstContentfulPaint: Math.round(firstContentfulPaint),
      speedIndex: Math.round(Math.max(speedIndex(frames), firstContentfulPaint)),
      largestContentfulPaint: Math.round(measured.largest),
      totalBlockingTime: Math.round(totalBlockingTime(measured.longTasks, firstContentfulPaint)),
      cumulativeLayoutShift: Math.round(cumulativeLayoutShift(measured.shifts) * 10_000) / 10_000,
    };
    return {
      ...metrics,
      score: performanceScore(metrics, profile.formFactor),
      largestIs: measured.largestIs ?? 'nothing',
      scripts: network.scripts,
      requests: network.requests,
      transferred: network.transferred,
    };
  } finally {
    await context.close();
  }
}

interface Network {
  requests: number;
  scripts: string[];
  transferred: number;
  open: Set<string>;
  changedAt: number;
}

/** Imitates the profile's network and processor, and counts what goes over the network. */
async function throttle(session: CDPSession, profile: Profile): Promise<Network> {
  const network: Network = { requests: 0, scripts: [], transferred: 0, open: new Set(), changedAt: performance.now() };
  const end = (requestId: string) => {
    network.open.delete(requestId);
    network.changedAt = performance.now();
  };
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    network.requests++;
    network.open.add(requestId);
    network.changedAt = performance.now();
    if (type === 'Script') network.scripts.push(request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    network.transferred += encodedDataLength;
    end(requestId);
  });
  session.on('Network.loadingFailed', ({ requestId }) => end(requestId));
  await session.send('Network.enable');
  const bytesPerSecond = (kbps: number) => (kbps * 1024) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: profile.latencyMs,
    downloadThroughput: bytesPerSecond(profile.downloadKbps),
    uploadThroughput: bytesPerSecond(profile.uploadKbps),
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: profile.cpuSlowdown });
  return network;
}

async function stillness(page: Page, network: Network): Promise<void> {
  for (const began = performance.now(); performance.now() - began < patienceMs;) {
    const sinceTask = await page.evaluate<number>('window.quietFor()');
    const sinceRequest = performance.now() - network.changedAt;
    if (network.open.size === 0 && Math.min(sinceTask, sinceRequest) >= quietMs) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${page.url()} painted nothing, or did not come to rest, within ${patienceMs / 1000} s`);
}

interface TraceEvent {
  name: string;
  /** Microseconds of the browser's own clock. */
  ts: number;
  args: { snapshot?: string };
}

const clockMark = 'halden-clock';

/** The pictures that the browser took while the page loaded; `mark` is the page's time at the mark in the trace. */
async function framesOf(browser: Browser, mark: number, trace: Buffer): Promise<Frame[]> {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const clock = traceEvents.find(({ name }) => name === clockMark);
  const pictures = traceEvents
    .filter(({ name, args }) => name === 'Screenshot' && args.snapshot)
    .sort((one, other) => one.ts - other.ts);
  if (!clock || pictures.length === 0)
    throw new Error(`the browser's trace has ${clock ? 'no pictures' : 'no mark of the page'}`);
  const start = clock.ts - mark * 1000;
  const page = await browser.newPage();
  try {
    await page.addScriptTag({ path: join(import.meta.dirname, 'histograms.js') });
    const snapshots = JSON.stringify(pictures.map(({ args }) => args.snapshot));
    const histograms = await page.evaluate<number[][]>(`window.histogramsOf(${snapshots})`);
    return pictures.map(({ ts }, index) => ({ at: (ts - start) / 1000, histogram: histograms[index] ?? [] }));
  } finally {
    await page.close();
  }
}
