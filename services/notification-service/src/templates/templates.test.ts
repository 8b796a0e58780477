import { declineReasons, type Locale, locales, notificationTemplates, type OrderSnapshot } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aGuestOrder, aLine, anOrder, eur } from '../testing/builders.ts';
import { createTemplates } from './index.ts';

const templates = createTemplates('https://halden.example/');
const all = locales.flatMap((locale) => notificationTemplates.map((template) => [template, locale] as const));
const textOf = (template: (typeof notificationTemplates)[number], order: OrderSnapshot, locale: Locale = 'en') =>
  templates.email(template, order, locale).text.replace(/[\u00a0\u202f]/g, ' ');

describe.each(all)('the message "%s" in %s', (template, locale) => {
  const order = aGuestOrder({ lines: [aLine(), aLine({ name: 'Ferrule mug', quantity: 1 })], refunded: eur(1_000) });
  const { subject, text, html } = templates.email(template, order, locale);

  it('has a subject that names the order', () => {
    expect(subject).toContain('H-7Q2M-4KXD');
  });

  it('leads to the order, and only there', () => {
    const url = `https://halden.example/orders/${order.orderId}?key=k3Y_ofTheGuest-0123456789`;
    expect(text).toContain(url);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([url]);
  });

  it('says the same as HTML and as plain text', () => {
    const shown = html
      .replace(/<(style|title)>[^]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'");
    const bare = (text: string) => text.replace(/\s+/g, ' ').trim();
    for (const { name, variant } of order.lines) expect(bare(shown)).toContain(`${name} ${variant} · `);
    for (const paragraph of text.split('\n\n').slice(0, 2)) expect(bare(shown)).toContain(bare(paragraph));
  });

  it('is a page in its language, for light and dark, without tables or anything from elsewhere', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${locale}">`));
    expect(html).toContain('<meta name="color-scheme" content="light dark"');
    expect(html).not.toMatch(/<table|<img|<link|<script|url\(|src=/);
    expect(html).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('fits one text message in the GSM alphabet', () => {
    const sms = templates.sms(template, order, locale);
    expect(sms).toContain(`/orders/${order.orderId}?key=`);
    expect(gsmLength(sms)).toBeLessThanOrEqual(160);
  });

  it('escapes everything that somebody chose', () => {
    const evil = `<script>alert("1")</script>'&`;
    const hostile = aGuestOrder({
      number: evil,
      contact: { name: evil, email: 'ada@example.com' },
      lines: [aLine({ name: evil, variant: evil })],
      card: { brand: evil, last4: evil },
      guestKey: `"><script>`,
    });
    const page = templates.email(template, hostile, locale).html;
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;');
    expect(page).toContain('?key=%22%3E%3Cscript%3E"');
  });

  it('lets no line break into its subject', () => {
    const order = anOrder({ number: 'H-1\r\nBcc: everybody@example.com' });
    expect(templates.email(template, order, locale).subject).not.toMatch(/[\r\n]/);
  });
});

describe('a name', () => {
  it('becomes no link in a mail program, whoever ordered under it', () => {
    const order = anOrder({ contact: { name: 'Win at shop.example now', email: 'ada@example.com' } });
    const { text, html } = templates.email('paid', order, 'en');
    for (const body of [text, html]) {
      expect(body).not.toContain('shop.example');
      expect(body).toContain('shop.\u2060example');
    }
    expect(textOf('paid', anOrder({ contact: { name: 'J. R. Smith', email: 'j@example.com' } }))).toContain(
      'J. R. Smith',
    );
  });
});

describe('money and quantities', () => {
  it('are written as the reader writes them', () => {
    const lines = [aLine({ quantity: 2, unitPrice: eur(129_900), total: eur(259_800) })];
    expect(textOf('paid', anOrder({ lines }), 'en')).toContain('2 × €1,299.00 = €2,598.00');
    expect(textOf('paid', anOrder({ lines }), 'de')).toContain('2 × 1.299,00 € = 2.598,00 €');
  });

  it('say what delivery costs, and when it is free', () => {
    const order = anOrder();
    expect(textOf('paid', order)).toContain('Delivery: €4.90\nTotal: €100.90\nIncludes €16.11 value added tax');
    const free = { ...order, totals: { ...order.totals, shipping: eur(0) } };
    expect(textOf('paid', free)).toContain('Delivery: Free');
    expect(textOf('paid', free, 'de')).toContain('Lieferung: Kostenlos');
  });
});

describe('a customer with an account', () => {
  it('needs no key to open the order, and is shown where to choose the notifications', () => {
    const order = anOrder();
    const { html, text } = templates.email('paid', order, 'en');
    expect(text).toContain(`https://halden.example/orders/${order.orderId}\n`);
    expect(html).toContain('href="https://halden.example/account"');
  });
});

describe('a payment that was declined', () => {
  it.each(declineReasons.flatMap((reason) => locales.map((locale) => [reason, locale] as const)))(
    'is explained (%s, %s) with what to do next, and that nothing was charged',
    (declineReason, locale) => {
      const text = textOf('declined', anOrder({ declineReason }), locale);
      const [, why, next] = text.split('\n\n');
      expect(why).toContain(locale === 'en' ? 'Nothing was charged' : 'Es wurde nichts abgebucht');
      expect(next).toMatch(/\.$/);
      const others = declineReasons.filter((reason) => reason !== declineReason);
      for (const other of others)
        expect(textOf('declined', anOrder({ declineReason: other }), locale)).not.toContain(next);
    },
  );
});

describe('an order that was cancelled', () => {
  it('says what comes back where something was charged', () => {
    expect(textOf('cancelled', anOrder())).toContain('We are giving €100.90 back to your card (Visa, ending in 4242).');
    expect(textOf('cancelled', anOrder({ refunded: eur(90) }))).toContain('We are giving €100.00 back');
  });

  it('says that nothing was charged where nothing was', () => {
    const { card: _, ...unpaid } = anOrder();
    expect(textOf('cancelled', unpaid)).toContain('Nothing was charged.');
  });

  it('says so when it sold out', () => {
    expect(textOf('cancelled', anOrder({ declineReason: 'stock_unavailable' }))).toContain('sold out');
    expect(textOf('cancelled', anOrder())).toContain('as you asked');
  });
});

describe('a refund', () => {
  it('says how much of the total has come back so far, or that it is everything', () => {
    expect(textOf('refunded', anOrder({ refunded: eur(1_000) }))).toContain(
      'So far we have given €10.00 of €100.90 back to your card (Visa, ending in 4242).',
    );
    expect(textOf('refunded', anOrder({ refunded: eur(10_090) }), 'de')).toContain(
      'Wir haben alles, 100,90 €, auf Ihre Karte (Visa, Endung 4242) erstattet.',
    );
  });
});

describe('an order that is on its way', () => {
  it('names the carrier, and the tracking code where there is one', () => {
    const shipped = (shipment: OrderSnapshot['shipment']) => textOf('shipped', anOrder({ shipment }));
    const shippedAt = '2026-01-02T03:04:05.678Z';
    expect(shipped({ carrier: 'DHL', trackingCode: 'JJD 0001', shippedAt })).toContain(
      'handed your order to DHL (tracking code JJD 0001).',
    );
    expect(shipped({ carrier: 'DHL', shippedAt })).toContain('handed your order to DHL.');
  });
});

describe('a refund that failed', () => {
  it('asks nothing of the customer', () => {
    expect(textOf('refund-failed', anOrder())).toContain('There is nothing you need to do.');
    expect(textOf('refund-failed', anOrder(), 'de')).toContain('Sie müssen nichts tun.');
  });
});

/** Septets of the GSM 7-bit alphabet (3GPP TS 23.038), those of the extension table twice; infinite for other emails. */
function gsmLength(text: string): number {
  const basic =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
  const extended = '^{}\\[~]|€';
  return [...text].reduce(
    (sum, email) => sum + (basic.includes(email) ? 1 : extended.includes(email) ? 2 : Infinity),
    0,
  );
}
