import { notificationApi, orderApi, paymentApi, productApi, type Operation, PlaceOrder } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { createValidator } from './validation.ts';

type Schema = { [keyword: string]: unknown; type?: string; properties?: Record<string, Schema>; items?: Schema };

/** Every text that a caller can send, with where it stands. */
function textsOf(schema: Schema | undefined, at: string): [string, Schema][] {
  if (!schema) return [];
  if (schema.type === 'string') return [[at, schema]];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => textsOf(each, `${at}/${name}`));
  return [...inner, ...textsOf(schema.items, `${at}/*`)];
}

const texts = [notificationApi, orderApi, paymentApi, productApi].flatMap(({ operations }) =>
  Object.entries<Operation>(operations).flatMap(([name, operation]) =>
    (['params', 'query', 'headers', 'body'] as const).flatMap((part) =>
      textsOf(operation[part] as Schema | undefined, `${name} ${part}`),
    ),
  ),
);

describe('every text of every operation', () => {
  it.each(texts)('%s refuses control characters, half surrogates and turned writing', (_, schema) => {
    const validate = createValidator({ type: 'object', properties: { text: schema } }, 'body');
    for (const text of [
      'a\u0000b',
      'a\u001bb',
      'a\rb',
      'a\u007fb',
      'a\u0085b',
      '\ud800',
      'a\udc00b',
      'a\u2028b',
      'a\u202eb',
    ])
      expect([text, validate({ text })]).toEqual([
        text,
        expect.arrayContaining([expect.objectContaining({ pointer: '/text' })]),
      ]);
  });

  it.each(texts)('%s has a limit to its length, or a list of values', (_, schema) => {
    const validate = createValidator({ type: 'object', properties: { text: schema } }, 'body');
    expect(validate({ text: 'a'.repeat(5_000) })).not.toEqual([]);
  });
});

describe('an order to be placed', () => {
  const validate = createValidator(PlaceOrder, 'body');
  const valid = {
    currency: 'EUR',
    lines: [{ sku: 'HAL-LMP-0001-CLY', quantity: 1 }],
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    address: { name: 'Ada Lovelace', line1: 'Lindenallee 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    delivery: 'standard',
    paymentToken: 'pm_test_success',
    agreedTotal: { amount: 5_290, currency: 'EUR' },
  };
  const contact = (change: object) => ({ ...valid, contact: { ...valid.contact, ...change } });
  const address = (change: object) => ({ ...valid, address: { ...valid.address, ...change } });

  it.each([
    [
      '/contact/name',
      contact,
      'name',
      [
        'Ana\r\nBcc: x',
        '',
        ' ',
        '\u200b',
        '\u3164',
        '\u2800',
        '\u00ad\u200d',
        'Win http://evil.example',
        'see www.evil.example',
        'a@evil.example',
        'x'.repeat(121),
      ],
    ],
    [
      '/contact/email',
      contact,
      'email',
      [
        `${'a'.repeat(65)}@example.com`,
        'a@example.c',
        'a..b@example.com',
        '.a@example.com',
        'a.@example.com',
        'a@-example.com',
        'a@example..com',
        'a@b.de,',
        'a@localhost',
        'a b@example.com',
        'ä@example.com',
        `a@${'b'.repeat(64)}.com`,
        `a@${'b.'.repeat(126)}com`,
        'a@example.com\n',
      ],
    ],
    ['/contact/phone', contact, 'phone', ['0301234567', '+0301234567', '+49 30 1234567', '+491234567890123456']],
    ['/address/name', address, 'name', ['A\nB', '\u2060']],
    ['/address/line1', address, 'line1', ['Lindenallee\u00001', '\u115f']],
    ['/address/postalCode', address, 'postalCode', ['101\n15', '10115\n', ' ', '-', '１０１１５', '1'.repeat(13)]],
    ['/address/city', address, 'city', ['Ber\u202elin', '\ufeff']],
    ['/address/country', address, 'country', ['ZZ', 'XX', 'de', 'DEU', 'UK', 'EU']],
  ] as const)('names %s when it cannot be used', (pointer, make, field, values) => {
    for (const value of values)
      expect([value, validate(make({ [field]: value })).map((fault) => fault.pointer)]).toEqual([
        value,
        expect.arrayContaining([pointer]),
      ]);
  });

  it.each([
    [
      contact,
      'name',
      ["Ünïcödé O'Brien-Łukasz", '李小龍', 'محمد', 'J.R. Smith', 'क्षि', 'Zoë 🪑', '👩‍👩‍👧', 'x'.repeat(120)],
    ],
    [
      contact,
      'email',
      [
        'a@example.co',
        "o'hara+shop@sub.example.museum",
        `${'a'.repeat(64)}@example.com`,
        'a@xn--mller-kva.de',
        'a@example.xn--p1ai',
        'A_b-c@1and1.de',
      ],
    ],
    [contact, 'phone', ['+4930123456', '+12025550123']],
    [address, 'postalCode', ['10115', 'SW1A 1AA', '100-0001', 'D02 X285', 'K1A 0B1', '1']],
    [address, 'country', ['DE', 'CH', 'GB', 'US', 'BQ']],
  ] as const)('takes what people are called and where they live', (make, field, values) => {
    for (const value of values) expect([value, validate(make({ [field]: value }))]).toEqual([value, []]);
  });
});
