import { createStored } from '../data/stored.ts';
import { type Preferences, readPreferences } from './preferences.ts';

export const preferences = createStored<Preferences>({
  key: 'preferences',
  storage: () => localStorage,
  parse: (kept) => readPreferences(kept, navigator.languages),
});

export const prefer = (change: Partial<Preferences>): void => preferences.set((current) => ({ ...current, ...change }));

/** Puts the language and the theme on the document, now and whenever they change. */
export function applyPreferences(): void {
  const apply = () => {
    const { locale, theme } = preferences.get();
    const { documentElement: root } = document;
    root.lang = locale;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  apply();
  preferences.subscribe(apply);
}
