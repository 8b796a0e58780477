import { useSyncExternalStore } from 'react';
import type { Stored } from './stored.ts';

export const useStored = <T>(stored: Pick<Stored<T>, 'get' | 'subscribe'>): T =>
  useSyncExternalStore(stored.subscribe, stored.get);
