import { describe, expect, it } from '@jest/globals';
import { createLogger } from './log.ts';
import { redactAttributes } from './redaction.ts';

describe('a span', () => {
  it('shows neither the query of an address nor headers, addresses or e-mails', () => {
    const attributes: Record<string, unknown> = {
      'url.full': 'https://shop.example/api/orders/ord_1?key=secret#top',
      'http.url': 'https://shop.example/api/orders/ord_1?key=secret',
      'http.target': '/api/orders/ord_1?key=secret',
      'url.query': 'key=secret',
      'http.request.header.order_key': ['secret'],
      'http.request.header.authorization': ['Bearer secret'],
      'client.address': '203.0.113.1',
      'exception.message': 'the address ada.secret@example.com is refused',
      'http.response.status_code': 200,
      'http.route': '/api/orders/:id',
    };
    redactAttributes(attributes);
    expect(JSON.stringify(attributes)).not.toMatch(/secret|203\.0/);
    expect(attributes).toMatchObject({
      'url.full': 'https://shop.example/api/orders/ord_1',
      'http.target': '/api/orders/ord_1',
      'http.response.status_code': 200,
      'http.route': '/api/orders/:id',
    });
  });
});

describe('a log entry', () => {
  it('shows neither keys nor persons, wherever they stand', () => {
    let written = '';
    const log = createLogger(
      { service: 'test', version: '1', level: 'info' },
      { write: (text) => void (written += text) },
    );
    log.info({ guestKey: 'secret', order: { orderKey: 'secret', id: 'ord_1' } }, 'placed');
    log.info(
      { request: { headers: { authorization: 'Bearer secret', 'order-key': 'secret', cookie: 'secret' } } },
      'asked',
    );
    log.info(
      { headers: { authorization: 'secret', 'order-key': 'secret' }, contact: { email: 'ada.secret@example.com' } },
      'sent',
    );
    log.error({ err: new Error('no mailbox for ada.secret@example.com') }, 'failed');
    expect(written).toContain('ord_1');
    expect(written).toContain('no mailbox for [e-mail]');
    expect(written).not.toContain('secret');
  });
});
