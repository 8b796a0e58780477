import { describe, expect, it } from '@jest/globals';
import { judge } from './conditions.ts';
import { successor } from './model.ts';
import { blobName, parseBlockList, parseTags } from './xml.ts';

describe('the successor of a prefix', () => {
  it.each([
    ['a', 'b'],
    ['a/', 'a0'],
    ['ä', 'å'],
    ['\uD7FF', '\uE000'],
    ['\u{1F600}', '\u{1F601}'],
    ['a\u{10FFFF}', 'b'],
  ])('of %j is %j, behind every name with the prefix', (prefix, next) => {
    expect(successor(prefix)).toBe(next);
    for (const suffix of ['', 'z', '~', '\u{10FFFF}'])
      expect(Buffer.from(next).compare(Buffer.from(prefix + suffix))).toBe(1);
  });

  it('of nothing comes after every name', () => {
    expect(Buffer.from(successor('')).compare(Buffer.from('\u{10FFFF}'))).toBe(1);
  });
});

describe('conditions', () => {
  const current = { etag: '"0x1"', modified: Date.UTC(2026, 0, 1, 12, 0, 0, 500) };
  const second = Date.UTC(2026, 0, 1, 12, 0, 0);

  it.each([
    [{ ifMatch: '"0x1"' }, 'met'],
    [{ ifMatch: '0x1' }, 'met'],
    [{ ifMatch: '"0x2", W/"0x1"' }, 'met'],
    [{ ifMatch: '"0x2"' }, 'not-met'],
    [{ ifNoneMatch: '*' }, 'not-modified'],
    [{ ifModifiedSince: second }, 'not-modified'],
    [{ ifModifiedSince: second - 1_000 }, 'met'],
    [{ ifUnmodifiedSince: second }, 'met'],
    [{ ifUnmodifiedSince: second - 1_000 }, 'not-met'],
  ] as const)('%j on what is there are %s', (conditions, verdict) => {
    expect(judge(conditions, current)).toBe(verdict);
  });

  it('on what is not there are met, but for If-Match', () => {
    expect(judge({ ifNoneMatch: '*', ifModifiedSince: second, ifUnmodifiedSince: second }, undefined)).toBe('met');
    expect(judge({ ifMatch: '*' }, undefined)).toBe('not-met');
  });
});

describe('XML', () => {
  it('of a block list is read in order, with references resolved', () => {
    const xml = '<?xml version="1.0"?><BlockList><Latest>YQ==</Latest><Committed> Yg&#61;= </Committed></BlockList>';
    expect(parseBlockList(xml)).toEqual([
      { source: 'Latest', id: 'YQ==' },
      { source: 'Committed', id: 'Yg==' },
    ]);
    expect(parseBlockList('<BlockList/>')).toEqual([]);
    expect(() => parseBlockList('{"not":"xml"}')).toThrow('not syntactically valid');
  });

  it('of tags is read with its entities', () => {
    expect(parseTags('<Tags><TagSet><Tag><Key>a</Key><Value>b &amp; c</Value></Tag></TagSet></Tags>')).toEqual({
      a: 'b & c',
    });
  });

  it('of a name that XML cannot carry is encoded and says so', () => {
    expect(blobName('a<b')).toBe('<Name>a&lt;b</Name>');
    expect(blobName('a\u0001')).toBe('<Name Encoded="true">a%01</Name>');
  });
});
