import { compact } from './compact.ts';
import { type Art } from './shapes.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand between tags. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);

/** A complete SVG document. No ids, scripts, styles or references: it may be inlined any number of times. */
export function svg({ width, height, title, art }: { width: number; height: number; title: string; art: Art }): string {
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" stroke-linejoin="round">`;
  return `${open}<title>${escaped(title)}</title>${compact(art)}</svg>`;
}
