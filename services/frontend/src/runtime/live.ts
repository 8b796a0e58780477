const listeners = new Set<(text: string) => void>();

/** Says something to a screen reader; nothing is seen. */
export const announce = (text: string): void => listeners.forEach((listener) => listener(text));

export function onAnnouncement(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
