import { format, type Locale, type OrderSnapshot } from '@halden/contracts';
import { oneLine } from '../domain/one-line.ts';
import { type Markup, markup } from './markup.ts';
import type { EmailText, Messages } from './messages.ts';

/** Everything that an e-mail shows. */
export interface EmailParts {
  email: EmailText;
  order: OrderSnapshot;
  messages: Messages;
  locale: Locale;
  /** The order in the shop. */
  orderUrl: string;
  /** The page of the customer's preferences; a guest has none. */
  preferencesUrl: string | undefined;
}

const serif = "'Fraunces Variable',Fraunces,Georgia,'Times New Roman',serif";
const sans = "'Inter Variable',Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const ink = 'color:#1D1B18';
const soft = 'color:#5E584E';
const row = 'display:flex;justify-content:space-between;gap:16px;font-variant-numeric:tabular-nums';

/** For clients that turn dark: the same paper, ink and clay as the shop's at night. Inline styles are the light ones. */
const dark = markup`
  :root { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) {
    .paper { background: #151412 !important; }
    .raised { background: #1F1D1A !important; border-color: #38342E !important; }
    .line { border-color: #38342E !important; }
    .ink { color: #F4F0E8 !important; }
    .soft { color: #B8B0A3 !important; }
    .action { background: #FF9A6B !important; color: #1D0E06 !important; }
  }
`;

/** The e-mail as HTML: no tables, 600 pixels wide at most, one thing to do. */
export function renderHtml({ email, order, messages, locale, orderUrl, preferencesUrl }: EmailParts): string {
  const page = markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${email.subject}</title>
<style>${dark}</style>
</head>
<body class="paper" style="margin:0;padding:0;background:#FBF9F5">
<div style="display:none;max-height:0;overflow:hidden">${email.paragraphs[0]}</div>
<div class="paper" style="background:#FBF9F5;padding:32px 16px">
<div role="article" aria-label="${email.subject}" lang="${locale}" style="max-width:600px;margin:0 auto;font:400 17px/1.5 ${sans};${ink}">
<p class="ink" style="margin:0 0 24px 4px;font:600 21px/1.1 ${serif};${ink}">Halden</p>
<div class="raised" style="background:#FFFFFF;border:1px solid #DDD6C9;border-radius:12px;padding:32px 28px">
<h1 class="ink" style="margin:0 0 16px;font:600 28px/1.15 ${serif};${ink}">${email.heading}</h1>
${email.paragraphs.map((text) => markup`<p class="ink" style="margin:0 0 12px;${ink}">${text}</p>`)}
<p style="margin:24px 0 32px"><a class="action" href="${orderUrl}" style="display:inline-block;padding:12px 24px;border-radius:4px;background:#A63D17;color:#FFFFFF;font-weight:600;text-decoration:none">${email.action}</a></p>
<p class="soft" style="margin:0 0 8px;font-size:15px;${soft}">${messages.order(order.number)}</p>
<ul class="line" style="list-style:none;margin:0;padding:0;border-top:1px solid #DDD6C9">
${order.lines.map((line) => orderLine(line, locale))}
</ul>
${totals(order, messages, locale)}
</div>
<p class="soft" style="margin:24px 4px 0;font-size:13px;${soft}">Halden. ${messages.tagline} ${messages.why}${
    preferencesUrl && markup`<br><a class="soft" href="${preferencesUrl}" style="${soft}">${messages.preferences}</a>`
  }</p>
</div>
</div>
</body>
</html>
`;
  return page.html;
}

const orderLine = (line: OrderSnapshot['lines'][number], locale: Locale): Markup =>
  markup`<li class="line" style="${row};padding:12px 0;border-bottom:1px solid #DDD6C9"><span class="ink" style="${ink}">${line.name}<br><span class="soft" style="font-size:15px;${soft}">${line.variant} · ${line.quantity} × ${format(line.unitPrice, locale)}</span></span> <span class="ink" style="white-space:nowrap;${ink}">${format(line.total, locale)}</span></li>
`;

function totals({ totals: sums }: OrderSnapshot, messages: Messages, locale: Locale): Markup {
  const small = `${row};padding-top:8px;font-size:15px;${soft}`;
  return markup`<div class="soft" style="${small};padding-top:12px"><span>${messages.subtotal}</span> <span>${format(sums.subtotal, locale)}</span></div>
<div class="soft" style="${small}"><span>${messages.shipping}</span> <span>${shippingPrice(sums.shipping, messages, locale)}</span></div>
<div class="ink" style="${row};padding-top:12px;font-weight:600;${ink}"><span>${messages.total}</span> <span>${format(sums.total, locale)}</span></div>
<p class="soft" style="margin:4px 0 0;font-size:13px;${soft}">${messages.tax(format(sums.tax, locale))}</p>`;
}

/** The same in plain text, for those who read it so. */
export function renderText({ email, order, messages, locale, orderUrl, preferencesUrl }: EmailParts): string {
  const { subtotal, shipping, total, tax } = order.totals;
  const lines = order.lines.map(
    ({ name, variant, quantity, unitPrice, total: sum }) =>
      `${oneLine(name)}, ${oneLine(variant)}\n  ${quantity} × ${format(unitPrice, locale)} = ${format(sum, locale)}`,
  );
  return [
    email.heading,
    ...email.paragraphs,
    `${email.action}: ${orderUrl}`,
    messages.order(oneLine(order.number)),
    ...lines,
    [
      `${messages.subtotal}: ${format(subtotal, locale)}`,
      `${messages.shipping}: ${shippingPrice(shipping, messages, locale)}`,
      `${messages.total}: ${format(total, locale)}`,
      messages.tax(format(tax, locale)),
    ].join('\n'),
    `Halden. ${messages.tagline}\n${messages.why}${preferencesUrl ? `\n${messages.preferences}: ${preferencesUrl}` : ''}\n`,
  ].join('\n\n');
}

const shippingPrice = (shipping: OrderSnapshot['totals']['shipping'], messages: Messages, locale: Locale): string =>
  shipping.amount === 0 ? messages.free : format(shipping, locale);
