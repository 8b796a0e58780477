import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { manifest, theFiles } from './testing/manifests.ts';
import { toYaml } from './yaml.ts';

describe('toYaml', () => {
  const awkward = [
    '',
    ' ',
    'a',
    'a b',
    'true',
    'No',
    'null',
    '~',
    '1',
    '1e3',
    '0o7',
    '0x1f',
    '12:30',
    '2026-01-01',
    '.inf',
    'y',
    '- a',
    '#x',
    'a #b',
    'a: b',
    'a:',
    ':a',
    '@a',
    '`a',
    '%a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '?',
    '{}',
    '[]',
    "'",
    '"',
    'a\nb',
    'a\nb\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a \nb',
    'a\n  b\n\nc\n',
    'tab\tx\ny',
    'é\nü\n',
    '\u0085',
    '\u2028',
    '\\n',
    'sha256:abc',
    'http://a.b:80/c?d=e',
    'localhost:5001/a@sha256:b',
    '/a/b',
    '10s',
    'k8s.io/v1',
    '{{ target }}-[0-9]',
  ];

  it.each(awkward)('keeps the text %j as a value, a key and an item', (text) => {
    const value = { [text || 'empty']: text, list: [text, [text], { [text || 'empty']: [text] }] };
    expect(parse(toYaml(value))).toEqual(value);
    expect(parse(toYaml(value), { version: '1.1' })).toEqual(value);
  });

  it('keeps numbers, truth values, nothing, and what is empty', () => {
    const value = { a: 1, b: -0.5, c: true, d: null, e: {}, f: [], g: [{}, [], [[]]] };
    expect(parse(toYaml(value))).toEqual(value);
  });

  it('leaves out what is undefined', () =>
    expect(toYaml({ a: undefined, b: { c: undefined }, d: 1 })).toBe('b: {}\nd: 1\n'));

  it('writes every rendered object so that a general parser reads the same', () => {
    for (const { path, content } of theFiles().filter((file) => file.path.startsWith('clusters/local/')))
      expect(toYaml(manifest(path.slice('clusters/'.length)))).toBe(content.replace(/^#.*\n/, ''));
  });
});
