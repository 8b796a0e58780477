import { useStored } from '../data/use-stored.ts';
import type { Preferences } from './preferences.ts';
import { preferences } from './store.ts';

export const usePreferences = (): Preferences => useStored(preferences);
