import '../styles/index.css';
import { loadWords } from '../i18n/load-words.ts';
import { applyPreferences, preferences } from '../preferences/store.ts';
import { config } from './config.ts';
import { fontsAreKept, loadFonts } from './fonts.ts';
import { startLoading } from './routes.ts';
import { startTelemetry } from './telemetry.ts';
import { whenIdle } from './when-idle.ts';

void start();

/** A function, not the module's own body: what it loads imports from the chunk it stands in, and would wait for it for ever. */
async function start(): Promise<void> {
  applyPreferences();
  const { currency, locale } = preferences.get();
  const page = startLoading(window.location, { currency, locale });
  const fontsNow = fontsAreKept();
  if (fontsNow) loadFonts();

  // The page's own code comes along: what was made beforehand gives way to a whole page, never to an empty one.
  const [{ mount }, words, root] = await Promise.all([import('./mount.tsx'), loadWords(locale), theRoot(), page]);
  // A page made beforehand knows nothing of what was searched and chosen, and speaks one language.
  const takeOver = root.lang === locale && window.location.search === '';
  mount(root, { locale, words }, { takeOver });

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
