import { useSyncExternalStore } from 'react';
import type { Stored } from './stored.ts';

/** The value; `atFirst`, unchanging, while the shop takes over a page that was made before anybody's browser could be asked. */
export const useStored = <T>(stored: Pick<Stored<T>, 'get' | 'subscribe'>, atFirst: () => T = stored.get): T =>
  useSyncExternalStore(stored.subscribe, stored.get, atFirst);
