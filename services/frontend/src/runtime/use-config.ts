import { useEffect, useState } from 'react';
import { config, type ShopConfig } from './config.ts';

/** The configuration once it is there; a page shows without it. */
export function useConfig(): ShopConfig | undefined {
  const [loaded, setLoaded] = useState<ShopConfig>();
  useEffect(() => {
    let wanted = true;
    config().then(
      (value) => wanted && setLoaded(value),
      () => undefined,
    );
    return () => void (wanted = false);
  }, []);
  return loaded;
}
