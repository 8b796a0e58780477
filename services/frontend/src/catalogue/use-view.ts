import type { View } from '@halden/contracts';
import { useLocale } from '../i18n/use-messages.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';

/** The language and currency that the catalogue is asked in. */
export function useView(): View {
  const { currency } = usePreferences();
  return { currency, locale: useLocale() };
}
