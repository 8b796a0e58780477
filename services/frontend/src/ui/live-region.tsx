import { useEffect, useState } from 'react';
import { onAnnouncement } from '../runtime/live.ts';

/** The live region that a screen reader reads announcements from. The same text twice is read twice: the second time it ends with a space that is not heard. */
export function LiveRegion() {
  const [text, setText] = useState('');
  useEffect(() => onAnnouncement((next) => setText((current) => (current === next ? `${next}\u00a0` : next))), []);
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {text}
    </div>
  );
}
