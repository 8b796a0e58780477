import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.tsx';

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that the connection is gone, for as long as it is. */
export function OfflineBanner() {
  const words = useWords();
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return <div aria-live="polite">{!online && <p className="offline-banner">{words.frame.offline}</p>}</div>;
}
