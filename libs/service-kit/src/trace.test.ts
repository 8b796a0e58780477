import { describe, expect, it } from '@jest/globals';
import { currentTrace, traceFrom, traceHeaders, withTrace } from './trace.ts';

const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

describe('a trace', () => {
  it('goes on under the ids, the flags and the state that came with a request', () => {
    const headers = withTrace(traceFrom(`00-${trace}-${span}-00`, 'vendor=1,other=2'), traceHeaders);
    expect(headers).toEqual({ traceparent: `00-${trace}-${span}-00`, tracestate: 'vendor=1,other=2' });
  });

  it('of a later version is read as far as it is known', () => {
    expect(traceFrom(`01-${trace}-${span}-01-more`)).toMatchObject({ traceId: trace, spanId: span });
  });

  it.each([
    ['nothing', undefined],
    ['no text', [`00-${trace}-${span}-01`]],
    ['nonsense', 'nonsense'],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${span}-01`],
    ['a span id of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
    ['version ff', `ff-${trace}-${span}-01`],
    ['more fields than version 00 has', `00-${trace}-${span}-01-more`],
    ['capital letters', `00-${trace.toUpperCase()}-${span}-01`],
    ['too much', `01-${trace}-${span}-01-${'x'.repeat(600)}`],
  ])('begins anew where %s came', (_what, parent) => {
    const begun = traceFrom(parent);
    expect(begun.traceId).toMatch(/^(?!0{32})[\da-f]{32}$/);
    expect(begun.spanId).toMatch(/^(?!0{16})[\da-f]{16}$/);
    expect([begun.traceId, begun.traceId]).toEqual([begun.traceId, withTrace(begun, () => currentTrace()?.traceId)]);
    expect(begun.traceId).not.toBe(trace);
    expect(traceFrom(parent).traceId).not.toBe(begun.traceId);
  });

  it('passes no state on that is no header', () => {
    for (const state of ['a\r\nb: c', 'x'.repeat(513), ''])
      expect(withTrace(traceFrom(`00-${trace}-${span}-01`, state), traceHeaders)).not.toHaveProperty('tracestate');
  });
});
