import { describe, expect, it } from '@jest/globals';
import { scrub, scrubText } from './scrub.ts';

describe('what telemetry says', () => {
  it.each([
    ['https://shop.example/orders/ord_1?key=SECRET', 'https://shop.example/orders/ord_1'],
    ['/orders/ord_1?key=SECRET&a=1#top', '/orders/ord_1'],
    ['GET https://shop.example/api/orders?after=SECRET', 'GET https://shop.example/api/orders'],
    ['Failed to fetch "https://shop.example/x?key=SECRET" (again)', 'Failed to fetch "https://shop.example/x" (again)'],
    ['at load (https://shop.example/assets/a.js?v=SECRET:10:3)', 'at load (https://shop.example/assets/a.js)'],
    ['/signed-in#code=SECRET', '/signed-in'],
    ['//shop.example/?q=SECRET', '//shop.example/'],
    ['no account for ada@example.com', 'no account for (e-mail)'],
    ['/mailbox/ada%40example.com/letters', '/mailbox/(e-mail)/letters'],
    ['mailto:ada+shop@example.co.uk', 'mailto:(e-mail)'],
    ['What now? Nothing.', 'What now? Nothing.'],
    ['/orders/ord_1', '/orders/ord_1'],
  ])('%s becomes %s', (text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });

  it('holds nothing private in any field of any item, however deep', () => {
    const item = {
      name: 'Pageview',
      tags: { 'ai.operation.name': '/orders/o?key=SECRET' },
      ext: { trace: { name: '/orders/o?key=SECRET' } },
      baseData: {
        uri: 'https://shop.example/orders/o?key=SECRET',
        refUri: 'https://shop.example/search?q=ada@example.com',
        exceptions: [{ message: 'x?', parsedStack: [{ fileName: 'https://shop.example/a.js?SECRET', line: 4 }] }],
        properties: { 'Order-Key': 'SECRET', email: 'SECRET', where: 'page', at: new URL('https://a.example/?SECRET') },
        measurements: { duration: 12 },
      },
      data: null,
    };
    scrub(item);
    const text = JSON.stringify(item);
    expect(text).not.toMatch(/SECRET|ada@/);
    expect(item.baseData).toMatchObject({
      uri: 'https://shop.example/orders/o',
      refUri: 'https://shop.example/search',
      exceptions: [{ message: 'x?', parsedStack: [{ fileName: 'https://shop.example/a.js', line: 4 }] }],
      properties: { where: 'page' },
      measurements: { duration: 12 },
    });
  });

  it('ends at an item that holds itself', () => {
    const item: Record<string, unknown> = { uri: '/a?SECRET' };
    item.self = item;
    scrub(item);
    expect(item.uri).toBe('/a');
  });
});
