import { useSyncExternalStore } from 'react';
import { useMessages } from '../i18n/use-messages.tsx';

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
  const messages = useMessages();
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return <div aria-live="polite">{!online && <p className="offline-banner">{messages.frame.offline}</p>}</div>;
}
