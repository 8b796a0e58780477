import type { Browser, BrowserContext, Page } from './chromium.ts';

export interface VisitOptions {
  /** Where the shop is; paths are of there. */
  url: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  language?: string;
}

/** One person's browser: its pages share storage and cookies, and nobody else's. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Another tab of the same person. */
  openTab(): Promise<Page>;
  /** What went wrong unseen: errors in the console (a breach of the Content-Security-Policy is one), exceptions, failed answers. */
  faults(): string[];
  /** Says that a fault is part of the story, such as the refusal of a card. */
  expectFault(pattern: RegExp): void;
  close(): Promise<void>;
}

/** Generous: a machine that does other things at the same time is slow, not wrong. */
const actionTimeoutMs = 20_000;

/** Opens a browser of somebody who was never here before. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { url, theme = 'light', width = 1280, height = 900, language = 'en-GB' } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(actionTimeoutMs);
  const found: string[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => found.push(`exception: ${error.error().stack ?? String(error.error())}`));
  context.on('response', (response) => {
    if (response.status() >= 500) found.push(`answer ${response.status()}: ${response.url()}`);
  });
  return {
    context,
    page: await context.newPage(),
    openTab: () => context.newPage(),
    faults: () => found.filter((fault) => !expected.some((pattern) => pattern.test(fault))),
    expectFault: (pattern) => void expected.push(pattern),
    close: () => context.close(),
  };
}
