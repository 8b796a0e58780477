import '../styles/index.css';
import { loadMessages } from '../i18n/load-messages.ts';
import { applyPreferences, preferences } from '../preferences/store.ts';
import { config } from '../runtime/config.ts';
import { fontsAreKept, loadFonts } from './fonts.ts';
import { renewWhenOutdated } from './renew.ts';
import { startLoading } from './routes.ts';
import { startTelemetry } from '../runtime/telemetry.ts';
import { whenIdle } from '../runtime/when-idle.ts';

void start();

/** A function, not the module's own body: what it loads imports from the chunk it stands in, and would wait for it for ever. */
async function start(): Promise<void> {
  renewWhenOutdated();
  applyPreferences();
  const { currency, locale } = preferences.get();
  const page = startLoading(window.location, { currency, locale });
  const fontsNow = fontsAreKept();
  if (fontsNow) loadFonts();

  // The page's own code comes along: what was made beforehand gives way to a whole page, never to an empty one.
  const [{ mount }, messages, root] = await Promise.all([import('./mount.tsx'), loadMessages(locale), theRoot(), page]);
  // A page made beforehand speaks one language. Shelves and products are replaced: they know no data yet, and to take over what is
  // about to change holds up a slow processor for longer than to draw it.
  const takeOver = root.lang === locale && window.location.pathname === '/';
  mount(root, { locale, messages }, { takeOver });

  if (!fontsNow) whenIdle(loadFonts);
  config().then(startTelemetry, () => undefined);
}

/** Where the shop goes. The script is async, so that it asks for data before styles are there: the page may still be being read. */
async function theRoot(): Promise<HTMLElement> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element #root to put the shop in');
  return root;
}
