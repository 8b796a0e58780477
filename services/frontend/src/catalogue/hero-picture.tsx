import { useSyncExternalStore } from 'react';
import { preferences } from '../preferences/store.ts';
import { Artwork } from '../ui/artwork.tsx';

const byDay = '/api/artwork/scenes/hero/light';
const byLamplight = '/api/artwork/scenes/hero/dark';

/** The front page's picture, in step with light and dark: the browser chooses by itself, unless somebody has chosen. */
export function HeroPicture({ alt }: { alt: string }) {
  const theme = useSyncExternalStore(
    preferences.subscribe,
    () => preferences.get().theme,
    () => 'system',
  );
  return (
    <picture>
      {theme === 'system' && <source media="(prefers-color-scheme: dark)" srcSet={byLamplight} />}
      <Artwork
        className="hero-picture"
        src={theme === 'dark' ? byLamplight : byDay}
        alt={alt}
        width={1200}
        height={700}
        first
      />
    </picture>
  );
}
