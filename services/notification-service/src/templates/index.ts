import type { Locale, OrderSnapshot } from '@halden/contracts';
import type { Templates } from '../domain/ports.ts';
import { renderHtml, renderText } from './email.ts';
import { factsOf } from './facts.ts';
import type { Words } from './words.ts';
import { de } from './words-de.ts';
import { en } from './words-en.ts';

const words: Record<Locale, Words> = { en, de };

/** The messages of the shop at `shopUrl`, in the languages of the shop. */
export function createTemplates(shopUrl: string): Templates {
  const base = shopUrl.replace(/\/+$/, '');
  // A guest opens the order by its key; who is signed in needs none.
  const orderUrl = ({ orderId, guestKey }: OrderSnapshot) =>
    `${base}/orders/${encodeURIComponent(orderId)}${guestKey ? `?key=${encodeURIComponent(guestKey)}` : ''}`;
  return {
    email(template, order, locale) {
      const letter = words[locale].letters[template](factsOf(order, locale));
      const parts = {
        letter,
        order,
        words: words[locale],
        locale,
        orderUrl: orderUrl(order),
        preferencesUrl: order.customerId && `${base}/account`,
      };
      return { subject: letter.subject, text: renderText(parts), html: renderHtml(parts) };
    },
    sms: (template, order, locale) =>
      `${plainSpaces(words[locale].sms[template](factsOf(order, locale)))} ${orderUrl(order)}`,
  };
}

/** Intl writes money with no-break spaces; a text message with one of those has room for 70 characters only. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
