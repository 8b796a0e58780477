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

  it('refuses to set what is not there', () => {
    expect(() => editValues(path, 'replicas: {min: 1}\n', [[['image', 'tag'], '1']])).toThrow(
      /'image.tag' cannot be set/,
    );
  });
});
