/** Elements that only paint. */
const elements = new Set('svg g path rect circle ellipse line polyline polygon title desc'.split(' '));
/** Those whose text is read, not painted. */
const texts = new Set(['title', 'desc']);
/** Attributes that say what is painted, where and how; none that names, styles, refers or runs. */
const attributes = new Set(
  (
    'xmlns viewBox role aria-label width height x y x1 y1 x2 y2 cx cy r rx ry d points transform opacity ' +
    'fill fill-opacity fill-rule clip-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin ' +
    'stroke-dasharray stroke-dashoffset stroke-miterlimit paint-order vector-effect preserveAspectRatio'
  ).split(' '),
);
const namespace = 'http://www.w3.org/2000/svg';

const token = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z][\w:-]*="[^"<>]*")*)\s*(\/?)>|([^<>]+)/y;
const attribute = /([A-Za-z][\w:-]*)="([^"<>]*)"/g;

/**
 * What is wrong with a picture, if anything. It is shown under the shop's own address, so it consists of shapes alone: nothing in it
 * runs, loads, refers or styles, wherever it is opened or put.
 */
export function faultOfSvg(svg: string): string | undefined {
  if (/[\p{Cc}\p{Cs}]/u.test(svg)) return 'may not hold control characters';
  const open: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < svg.length) {
    const at = token.lastIndex;
    const found = token.exec(svg);
    if (!found) return `is not well formed at character ${at + 1}`;
    const [, closing, name = '', list = '', alone, text] = found;
    if (at > 0 && open.length === 0) return 'must end with its first element';
    if (text !== undefined) {
      if (text.trim() !== '' && !texts.has(open.at(-1) ?? '')) return 'may hold text in a title or a description only';
      continue;
    }
    if (!elements.has(name)) return `may not hold the element '${name}': allowed are ${[...elements].join(', ')}`;
    if (closing) {
      if (open.pop() !== name) return `closes '${name}' where another element is open`;
      continue;
    }
    for (const [, key = '', value = ''] of list.matchAll(attribute)) {
      if (!attributes.has(key)) return `may not hold the attribute '${key}'`;
      if (key === 'xmlns' ? value !== namespace : /url|:/i.test(value)) return `may not refer to anything: ${key}`;
    }
    if (!alone) open.push(name);
  }
  return open.length > 0 ? `does not close '${open.at(-1)}'` : undefined;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The picture with a title that is read out. */
export const withTitle = (svg: string, title: string): string =>
  svg.replace(
    /^<svg[^>]*>/,
    (open) => `${open}<title>${title.replace(/[&<>"]/g, (mark) => escapes[mark] ?? mark)}</title>`,
  );
