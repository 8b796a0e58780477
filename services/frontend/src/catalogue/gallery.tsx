import type { Variant } from '@halden/contracts';
import { useState } from 'react';
import { useMessages } from '../i18n/use-messages.tsx';
import { Artwork } from '../ui/artwork.tsx';

/** The pictures of a version: one large, the others to choose from. */
export function Gallery({ images }: Pick<Variant, 'images'>) {
  const messages = useMessages().product;
  const [view, setView] = useState(images[0]?.view);
  const shown = images.find((image) => image.view === view) ?? images[0];
  return (
    <div className="gallery">
      {shown && <Artwork src={shown.url} alt={shown.alt} width={960} height={1200} first />}
      <ul className="thumbs" aria-label={messages.views}>
        {images.map((image) => (
          <li key={image.view}>
            <button
              type="button"
              aria-label={messages.viewNames[image.view]}
              aria-pressed={image.view === shown?.view}
              onClick={() => setView(image.view)}
            >
              <Artwork src={image.url} alt="" width={80} height={100} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
