import { demoScenes, picturesOf, seedProducts } from '@halden/demo-catalogue';
import { describe, expect, it } from '@jest/globals';
import { faultOfSvg, withTitle } from './svg.ts';

const svg = (content: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"${attributes}>${content}</svg>`;

describe('a picture that staff give', () => {
  it.each([
    ['shapes', '<g transform="translate(1 2)"><rect width="4" height="5" fill="#abc"/><path d="M0 0h1"/></g>'],
    ['a title and a description', '<title>A lamp &amp; a book</title><desc>Both on a table</desc>'],
    ['nothing', ''],
  ])('may consist of %s', (_, content) => {
    expect(faultOfSvg(svg(content))).toBeUndefined();
  });

  it.each([
    ['a script', svg('<script>alert(1)</script>'), /element 'script'/],
    ['a script in capitals', svg('<SCRIPT>alert(1)</SCRIPT>'), /element 'SCRIPT'/],
    ['a handler', svg('', ' onload="alert(1)"'), /attribute 'onload'/],
    ['a link', svg('<a href="https://example.com">x</a>'), /element 'a'/],
    ['another picture', svg('<image href="https://example.com/x.png"/>'), /element 'image'/],
    ['a use of something', svg('<use href="#x"/>'), /element 'use'/],
    ['HTML', svg('<foreignObject><p>x</p></foreignObject>'), /element 'foreignObject'/],
    ['a style', svg('<rect style="fill:url(https://example.com)"/>'), /attribute 'style'/],
    ['a style sheet', svg('<style>@import "x"</style>'), /element 'style'/],
    ['a paint from elsewhere', svg('<rect fill="url(#x)"/>'), /may not refer to anything: fill/],
    ['an animation', svg('<animate attributeName="href" to="javascript:x"/>'), /element 'animate'/],
    ['an id', svg('<rect id="a"/>'), /attribute 'id'/],
    ['text outside of a title', svg('words'), /may hold text/],
    ['a comment', svg('<!-- x -->'), /not well formed at character 59/],
    ['an entity declaration', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('')}`, /not well formed at character 1/],
    ['a CDATA section', svg('<![CDATA[<script>]]>'), /not well formed/],
    ['an element that is not closed', svg('<g>'), /closes 'svg' where another/],
    ['a control character', svg('<title>\u0000</title>'), /control characters/],
    ['half of a surrogate pair', svg('<title>\ud800</title>'), /control characters/],
    ['two pictures', svg('') + svg(''), /must end with its first element/],
    ['an attribute without quotes', svg('<rect width=4/>'), /not well formed/],
    ['another namespace', svg('').replace('2000/svg', '1999/xhtml'), /may not refer to anything: xmlns/],
  ])('may not hold %s', (_, picture, fault) => {
    expect(faultOfSvg(picture)).toMatch(fault);
  });

  it('is checked in a time that grows with its length alone', () => {
    expect(faultOfSvg(svg(`<g ${'a'.repeat(50_000)}`))).toMatch(/not well formed/);
    expect(faultOfSvg(svg(`<g${' x="1"'.repeat(10_000)}`))).toMatch(/not well formed/);
  });

  it('may be any drawing of the demo catalogue', () => {
    const drawings = [...demoScenes(), ...seedProducts().slice(0, 40).flatMap(picturesOf)].map((one) => one.svg);
    expect(drawings.length).toBeGreaterThan(300);
    expect(drawings.map(faultOfSvg).filter((fault) => fault !== undefined)).toEqual([]);
  });
});

describe('the title of a picture', () => {
  it('is text, whatever it holds', () => {
    expect(withTitle(svg('<g/>'), 'Ø <b> & "$&"')).toBe(svg('<title>Ø &lt;b&gt; &amp; &quot;$&amp;&quot;</title><g/>'));
  });
});
