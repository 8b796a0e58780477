import '../styles/index.css';
import { loadWords } from '../i18n/load-words.ts';
import { applyPreferences, preferences } from '../preferences/store.ts';
import { config } from './config.ts';
import { startLoading } from './routes.ts';
import { startTelemetry } from './telemetry.ts';

applyPreferences();
const { currency, locale } = preferences.get();
startLoading(window.location, { currency, locale });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root to put the shop in');
const [{ mount }, words] = await Promise.all([import('./app.tsx'), loadWords(locale)]);
mount(root, words);

config().then(startTelemetry, () => undefined);
