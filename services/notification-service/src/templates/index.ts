import type { Locale, OrderSnapshot } from '@halden/contracts';
import type { Templates } from '../domain/ports.ts';
import { renderHtml, renderText } from './email.ts';
import { factsOf } from './facts.ts';
import type { Messages } from './messages.ts';
import { de } from './messages-de.ts';
import { en } from './messages-en.ts';

const messages: Record<Locale, Messages> = { en, de };

/** The messages of the shop at `shopUrl`, in the languages of the shop. */
export function createTemplates(shopUrl: string): Templates {
  const base = shopUrl.replace(/\/+$/, '');
  // A guest opens the order by its key; who is signed in needs none.
  const orderUrl = ({ orderId, guestKey }: OrderSnapshot) =>
    `${base}/orders/${encodeURIComponent(orderId)}${guestKey ? `?key=${encodeURIComponent(guestKey)}` : ''}`;
  return {
    email(template, order, locale) {
      const email = messages[locale].emails[template](factsOf(order, locale));
      const parts = {
        email,
        order,
        messages: messages[locale],
        locale,
        orderUrl: orderUrl(order),
        preferencesUrl: order.customerId && `${base}/account`,
      };
      return { subject: email.subject, text: renderText(parts), html: renderHtml(parts) };
    },
    sms: (template, order, locale) =>
      `${plainSpaces(messages[locale].sms[template](factsOf(order, locale)))} ${orderUrl(order)}`,
  };
}

/** Intl writes money with no-break spaces; a text message with one of those has room for 70 characters only. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
