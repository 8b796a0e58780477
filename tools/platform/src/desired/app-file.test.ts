import { describe, expect, it } from '@jest/globals';
import { app, digest } from '../testing/small-platform.ts';
import { editValues, readRelease } from './app-file.ts';

const path = 'apps/cart/dev.yaml';

describe('a file of desired state', () => {
  it('names the image, its tag and its digest', () => {
    expect(readRelease(path, app('cart', '1.2.3', digest(1)))).toEqual({
      repository: 'registry.example/cart',
      tag: '1.2.3',
      digest: digest(1),
    });
  });

  it.each([
    ['no image', 'replicas: {min: 1}\n', /apps\/cart\/dev\.yaml[^]*image\.tag/],
    ['a tag that is a number', 'image: {repository: a, tag: 1.2, digest: b}\n', /each a string/],
    ['broken YAML', 'image: {repository: a\n', /not YAML/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => readRelease(path, text)).toThrow(message);
  });

  it('keeps every other byte when a value changes', () => {
    const before = app('cart', '1.2.3', digest(1));
    const after = editValues(path, before, [
      [['image', 'tag'], '1.3.0'],
      [['image', 'digest'], digest(2)],
    ]);
    expect(after).toBe(before.replace('1.2.3', '1.3.0').replace(digest(1), digest(2)));
  });

  it.each(['1.10', '7', '1e3', 'true', '0x1f'])('keeps the tag %s a text', (tag) => {
    const edited = editValues(path, app('cart', '1.2.3', digest(1)), [[['image', 'tag'], tag]]);
    expect(readRelease(path, edited).tag).toBe(tag);
  });

  it('replaces a quoted value, and keeps the comment behind it', () => {
    expect(editValues(path, 'image:\n  tag: "1.2.3" # why\n', [[['image', 'tag'], '2.0.0']])).toBe(
      'image:\n  tag: 2.0.0 # why\n',
    );
  });

  it('gets a new key of the top level at its end', () => {
    const before = app('cart', '1.2.3', digest(1));
    const after = editValues(path, before.trimEnd(), [[['retry'], '2026-03-01T12:00:00Z']]);
    expect(after.startsWith(before.trimEnd())).toBe(true);
    expect(editValues(path, after, [[['retry'], 'x']])).toMatch(/^retry: x$/m);
  });

  const digestOf = (n: number) => [['image', 'digest'], digest(n)] as const;

  it('keeps its line endings, also for a key that is added', () => {
    const before = app('cart', '1.2.3', digest(1)).replaceAll('\n', '\r\n');
    const after = editValues(path, before, [[['image', 'tag'], '1.3.0'], digestOf(2), [['retry'], 'once']]);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(after).toBe(
      `${before
        .replace('1.2.3', '1.3.0')
        .replace(digest(1), digest(2))
        .replace(/(\r\n)+$/, '')}\r\nretry: once\r\n`,
    );
  });

  it.each([
    ['folded', '>-\n    1.0.0\n'],
    ['literal', '|\n    1.0.0\n'],
    ['folded, with an empty line behind', '>-\n    1.0.0\n\n'],
    ['in single quotes', "'1.0.0'\n"],
    ['in quotes over two lines', '"1.0\\\n    .0"\n'],
    ['with a tag of its own', '!!str 1.0.0\n'],
    ['with an anchor', '&version 1.0.0\n'],
    ['not yet given', '\n'],
  ])('replaces a value that is %s', (_, tag) => {
    const before = `image:\n  repository: a\n  tag: ${tag}  digest: ${digest(1)}\n# the end\n`;
    const after = editValues(path, before, [[['image', 'tag'], '2.0.0'], digestOf(2)]);
    expect(readRelease(path, after)).toEqual({ repository: 'a', tag: '2.0.0', digest: digest(2) });
    expect(after).toContain('# the end\n');
  });

  it('replaces a block scalar with CRLF line endings', () => {
    const before = `image:\r\n  tag: >-\r\n    1.0.0\r\n  digest: ${digest(1)}\r\n`;
    expect(editValues(path, before, [[['image', 'tag'], '2.0.0']])).toBe(
      `image:\r\n  tag: 2.0.0\r\n  digest: ${digest(1)}\r\n`,
    );
  });

  it('replaces values behind a byte order mark', () => {
    const before = `\ufeffimage: { repository: a, tag: 1.0.0, digest: "${digest(1)}" }\n`;
    expect(editValues(path, before, [[['image', 'tag'], '2.0.0']])).toBe(before.replace('1.0.0', '2.0.0'));
  });

  it('refuses an alias, and says what it is', () => {
    const before = `base: &base 1.0.0\nimage: { repository: a, tag: *base, digest: "${digest(1)}" }\n`;
    expect(() => editValues(path, before, [[['image', 'tag'], '2.0.0']])).toThrow(/an alias \(\*base\)/);
  });

  it('refuses to set what is not there', () => {
    expect(() => editValues(path, 'replicas: {min: 1}\n', [[['image', 'tag'], '1']])).toThrow(
      /'image.tag' cannot be set/,
    );
  });
});
