import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False in a page that was made beforehand and while the shop takes it over: for what depends on the browser from the first. */
export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
