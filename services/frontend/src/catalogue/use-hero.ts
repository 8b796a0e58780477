import { useSyncExternalStore } from 'react';
import { preferences } from '../preferences/store.ts';
import { heroFor } from './hero.ts';

const subscribe = (listener: () => void) => {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  const leave = preferences.subscribe(listener);
  return () => {
    system.removeEventListener('change', listener);
    leave();
  };
};

/** The front page's picture, in step with light and dark. */
export const useHero = (): string => useSyncExternalStore(subscribe, () => heroFor(document.documentElement));
