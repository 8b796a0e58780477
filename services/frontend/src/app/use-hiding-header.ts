import { type RefObject, useEffect, useRef } from 'react';

/** A header that goes away scrolling down and comes back scrolling up. */
export function useHidingHeader(): RefObject<HTMLElement | null> {
  const header = useRef<HTMLElement>(null);
  useEffect(() => {
    let before = window.scrollY;
    const follow = () => {
      const top = window.scrollY;
      const element = header.current;
      if (!element || Math.abs(top - before) < 6) return;
      element.dataset.hidden = String(top > before && top > 160);
      element.dataset.scrolled = String(top > 8);
      before = top;
    };
    window.addEventListener('scroll', follow, { passive: true });
    return () => window.removeEventListener('scroll', follow);
  }, []);
  return header;
}
