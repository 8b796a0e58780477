const kept = 'halden.fonts';

/** Whether this browser has loaded our fonts before, and so need not load them from the network. */
export function fontsAreKept(): boolean {
  try {
    return localStorage.getItem(kept) !== null;
  } catch {
    return false;
  }
}

/**
 * Brings our fonts. Until they are there the system's stand in, in the same measures: on a first visit, everything that is sold comes
 * before the letters it is set in.
 */
export function loadFonts(): void {
  void import('../styles/own-fonts.css')
    .then(() => localStorage.setItem(kept, 'true'))
    // Offline, or without storage: the next page tries again.
    .catch(() => undefined);
}
