import { useEffect, useState } from 'react';
import { onAnnouncement } from './live.ts';

/** Where announcements stand for a screen reader. The same words twice are said twice: the second time with a space that is not heard. */
export function LiveRegion() {
  const [text, setText] = useState('');
  useEffect(() => onAnnouncement((next) => setText((current) => (current === next ? `${next}\u00a0` : next))), []);
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
