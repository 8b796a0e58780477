import { shortDigest } from '../desired/app-file.ts';
import { type Terminal, paint, table } from '@halden/cli/terminal';
import { categories, type Category, type DiffEntry, type SemanticDiff } from './compare.ts';
import type { Json } from '@halden/kubernetes/json';

const titles: Record<Category, string> = {
  images: 'Images and versions',
  sizes: 'Replicas and sizes',
  rbac: 'Rights (RBAC)',
  network: 'Network',
  policies: 'Policies and pod security',
  releases: 'Release analysis',
  config: 'Configuration',
  flux: 'Flux',
  other: 'Everything else',
};

/** A comment of a pull request holds 65,536 characters; the rest is left to the text around the diff. */
const markdownLimit = 60_000;

/** The diff for a comment of a pull request, dangerous things first. Cut where a comment could not hold it, and saying so. */
export function toMarkdown(diff: SemanticDiff): string {
  if (diff.entries.length === 0) return `**Nothing changes in the clusters** (${diff.base} → ${diff.head}).\n`;
  const dangerous = diff.entries.filter(({ danger }) => danger);
  const blocks = [`**What changes in the clusters**: ${summary(diff)}`];
  if (dangerous.length > 0)
    blocks.push(
      '#### ⚠️ Look at these first',
      dangerous
        .map((entry) => `- **${entry.danger}**: ${entry.clusters.join(', ')} · ${code(label(entry))}${inWords(entry)}`)
        .join('\n'),
    );
  for (const category of categories) {
    const entries = diff.entries.filter((entry) => entry.category === category);
    if (entries.length === 0) continue;
    const rows = entries.map(
      (entry) =>
        `| ${entry.clusters.join(', ')} | ${code(label(entry))} | ${cell(entry, 'before')} | ${cell(entry, 'after')} |`,
    );
    blocks.push(
      `#### ${titles[category]}`,
      ['| cluster | what | before | after |', '|---|---|---|---|', ...rows].join('\n'),
    );
  }
  return cut(`${blocks.join('\n\n')}\n`);
}

/** The diff for a terminal. */
export function toText(diff: SemanticDiff, terminal: Terminal): string {
  if (diff.entries.length === 0) return `Nothing changes in the clusters (${diff.base} → ${diff.head}).`;
  const blocks = [`${diff.base} → ${diff.head}: ${summary(diff)}`];
  const dangerous = diff.entries.filter(({ danger }) => danger);
  if (dangerous.length > 0)
    blocks.push(
      [
        paint(terminal, 'red', 'Look at these first'),
        ...dangerous.map((entry) => `  ${entry.clusters.join(', ')}  ${label(entry)}: ${entry.danger}`),
      ].join('\n'),
    );
  for (const category of categories) {
    const entries = diff.entries.filter((entry) => entry.category === category);
    if (entries.length === 0) continue;
    const rows = entries.map((entry) => [
      entry.clusters.join(','),
      label(entry),
      `${plain(entry, 'before')} → ${plain(entry, 'after')}`,
    ]);
    const [, ...lines] = table(['', '', ''], rows).split('\n');
    blocks.push([paint(terminal, 'bold', titles[category]), ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  return blocks.join('\n\n');
}

/** `3 changed, 1 added, 2 removed; 1 dangerous`. */
function summary({ entries }: SemanticDiff): string {
  const count = (change: DiffEntry['change']) => entries.filter((entry) => entry.change === change).length;
  const parts = (['changed', 'added', 'removed'] as const).flatMap((change) =>
    count(change) > 0 ? [`${count(change)} ${change}`] : [],
  );
  const dangerous = entries.filter(({ danger }) => danger).length;
  return `${parts.join(', ')}${dangerous > 0 ? `; ${dangerous} dangerous` : ''}`;
}

function label({ kind, name, path }: DiffEntry): string {
  return path === undefined ? `${kind}/${name}` : `${kind}/${name} ${shortPath(path, name)}`;
}

/** The part of a path that distinguishes values: a container's fields without the path to it, and without its name where it is the object's. */
function shortPath(path: string, name: string): string {
  return path
    .replace(/^spec\.template\.spec\./, '')
    .replace(/^(?:initC|c)ontainers\[([^\]]+)\]\./, (way, container) => (container === name ? '' : way));
}

function inWords(entry: DiffEntry): string {
  if (entry.change !== 'changed') return ` ${entry.change}`;
  return `: ${cell(entry, 'before')} → ${cell(entry, 'after')}`;
}

const cell = (entry: DiffEntry, side: 'before' | 'after'): string => {
  const text = plain(entry, side);
  return text === '—' || text === 'there' ? text : code(text);
};

function plain(entry: DiffEntry, side: 'before' | 'after'): string {
  if (entry.change !== 'changed') return (entry.change === 'added') === (side === 'after') ? 'there' : '—';
  const value = entry[side];
  if (value === undefined) return '—';
  const other = entry[side === 'before' ? 'after' : 'before'];
  if (typeof value === 'string' && value.includes('\n')) return lines(value, typeof other === 'string' ? other : '');
  return shortValue(value);
}

const longest = 120;

function shortValue(value: Json): string {
  const text = typeof value === 'string' ? value.replace(/sha256:[0-9a-f]{64}/g, shortDigest) : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A text of many lines, as the first lines that the other does not have. */
function lines(text: string, other: string): string {
  const known = new Set(other.split('\n'));
  const own = text.split('\n').filter((line) => !known.has(line));
  const first = own[0]?.trim() ?? '';
  return `${shortValue(first)}${own.length > 1 ? ` … (${own.length} lines)` : ''}`;
}

/** Code in a cell of a Markdown table. */
const code = (text: string): string => {
  const safe = text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe}\``;
};

function cut(markdown: string): string {
  if (markdown.length <= markdownLimit) return markdown;
  const end = markdown.lastIndexOf('\n', markdownLimit);
  const left = markdown
    .slice(end)
    .split('\n')
    .filter((line) => line.startsWith('| ')).length;
  return `${markdown.slice(0, end)}\n\n… and ${left} rows more: \`npm run platform -- diff\` shows them all.\n`;
}
