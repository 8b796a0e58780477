import { styleText } from 'node:util';

/** Where the CLI writes: results for machines and pipes to `out`, text for people to `say`. */
export interface Terminal {
  out(text: string): void;
  say(text: string): void;
  /** Whether `out` is a terminal that takes colour. */
  readonly colour: boolean;
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** `text` in a style, or as it is where there is no colour. */
export const paint = ({ colour }: Terminal, style: Style, text: string): string =>
  colour && text !== '' ? styleText(style, text, { validateStream: false }) : text;

/** Rows in aligned columns, the header first; two spaces between columns, none at the end of a line. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
