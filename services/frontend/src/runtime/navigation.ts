import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { announce } from './live.ts';

const placesKey = 'halden.places';
const mostPlaces = 50;
/** As long as a page may take to have its height back after going back to it. */
const patienceMs = 1_500;

const here = () => `${window.location.pathname}${window.location.search}`;

function readPlaces(): [string, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(placesKey) ?? '[]') as [string, number][];
  } catch {
    return [];
  }
}

function keepPlace(address: string, top: number): void {
  const others = readPlaces().filter(([each]) => each !== address);
  try {
    sessionStorage.setItem(placesKey, JSON.stringify([...others, [address, top]].slice(-mostPlaces)));
  } catch {
    // Without storage, going back begins at the top.
  }
}

/** Scrolls to where the reader was, as soon as the page is long enough. */
function returnTo(top: number): void {
  const until = performance.now() + patienceMs;
  const attempt = () => {
    window.scrollTo(0, top);
    if (Math.abs(window.scrollY - top) > 2 && performance.now() < until) requestAnimationFrame(attempt);
  };
  attempt();
}

/**
 * What a browser does between pages, for pages that are made here: a new page begins at the top with the focus on its content and its
 * title read out; going back returns to where the reader was.
 */
export function usePageChanges(): void {
  const [path] = useLocation();
  const before = useRef(path);
  const wentBack = useRef(false);

  useEffect(() => {
    history.scrollRestoration = 'manual';
    let address = here();
    const first = readPlaces().find(([each]) => each === address);
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (first && entry && entry.type !== 'navigate') returnTo(first[1]);
    const leave = () => {
      keepPlace(address, window.scrollY);
      address = here();
    };
    const back = () => {
      // The browser has not moved yet; the page that is left is still as high as it was.
      leave();
      wentBack.current = true;
      const place = readPlaces().find(([each]) => each === address);
      requestAnimationFrame(() => returnTo(place?.[1] ?? 0));
    };
    const forth = () => {
      leave();
      wentBack.current = false;
    };
    const follow = () => (address = here());
    const listeners = { popstate: back, pushState: forth, replaceState: follow, pagehide: leave };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener);
    };
  }, []);

  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (!wentBack.current) window.scrollTo(0, 0);
    document.querySelector('main')?.focus({ preventScroll: true });
  }, [path]);
}

/** Names the page: in the tab, and to a screen reader when somebody came here from another page. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    const full = title === 'Halden' ? title : `${title} · Halden`;
    if (document.title !== full && document.title !== 'Halden') announce(title);
    document.title = full;
  }, [title]);
}
