import { describe, expect, it } from '@jest/globals';
import { recordingTerminal } from '@halden/cli/testing/terminal';
import type { DiffEntry, SemanticDiff } from './compare.ts';
import { toMarkdown, toText } from './present.ts';

const diffOf = (...entries: DiffEntry[]): SemanticDiff => ({ base: 'main', head: 'working tree', entries });

const image: DiffEntry = {
  clusters: ['dev', 'prod'],
  kind: 'Deployment',
  name: 'cart',
  change: 'changed',
  category: 'images',
  path: 'spec.template.spec.containers[cart].image',
  before: `r/cart@sha256:${'a'.repeat(64)}`,
  after: `r/cart@sha256:${'b'.repeat(64)}`,
};
const removed: DiffEntry = {
  clusters: ['prod'],
  kind: 'NetworkPolicy',
  name: 'cart',
  change: 'removed',
  category: 'network',
  danger: 'what it closed is open',
};

describe('the diff as Markdown', () => {
  it('shows what is dangerous first, then a table for each category', () => {
    expect(toMarkdown(diffOf(removed, image))).toBe(`**What changes in the clusters**: 1 changed, 1 removed; 1 dangerous

#### ⚠️ Look at these first

- **what it closed is open**: prod · \`NetworkPolicy/cart\` removed

#### Images and versions

| cluster | what | before | after |
|---|---|---|---|
| dev, prod | \`Deployment/cart image\` | \`r/cart@sha256:aaaaaaaaaaaa…\` | \`r/cart@sha256:bbbbbbbbbbbb…\` |

#### Network

| cluster | what | before | after |
|---|---|---|---|
| prod | \`NetworkPolicy/cart\` | there | — |
`);
  });

  it('says so when nothing changes', () => {
    expect(toMarkdown(diffOf())).toBe('**Nothing changes in the clusters** (main → working tree).\n');
  });

  it('keeps a value from breaking the table or out of its code', () => {
    const tricky: DiffEntry = { ...image, category: 'config', path: 'data.x', before: 'a|b', after: 'c`d\n| x |' };
    const row = toMarkdown(diffOf(tricky))
      .split('\n')
      .find((line) => line.includes('ConfigMap') || line.includes('data.x'));
    expect(row).toBe('| dev, prod | `Deployment/cart data.x` | `a\\|b` | `` c`d … (2 lines) `` |');
  });

  it('shows the lines that differ of a text of many lines', () => {
    const text: DiffEntry = { ...image, category: 'config', path: 'data.x', before: 'a\nb\nc\n', after: 'a\nB\nc\n' };
    expect(toMarkdown(diffOf(text))).toContain('| `b` | `B` |');
  });

  it('fits into a comment of a pull request, and says what it left out', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ ...image, name: `cart-${index}` }));
    const markdown = toMarkdown(diffOf(...many));
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/… and \d+ rows more: `npm run platform -- diff` shows them all\.\n$/);
  });
});

describe('the diff as text', () => {
  it('shows what is dangerous first, and no colour where there is no terminal', () => {
    expect(toText(diffOf(removed, image), recordingTerminal()))
      .toBe(`main → working tree: 1 changed, 1 removed; 1 dangerous

Look at these first
  prod  NetworkPolicy/cart: what it closed is open

Images and versions
  dev,prod  Deployment/cart image  r/cart@sha256:aaaaaaaaaaaa… → r/cart@sha256:bbbbbbbbbbbb…

Network
  prod  NetworkPolicy/cart  there → —`);
  });

  it('is coloured on a terminal', () => {
    expect(toText(diffOf(removed), { ...recordingTerminal(), colour: true })).toContain(
      '\u001b[31mLook at these first\u001b[39m',
    );
  });
});
