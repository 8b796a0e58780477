/** What a log or a span may show of an address: never its query, where keys of guests, tokens and e-mail addresses may stand. */
export const withoutQuery = (address: string): string => address.split(/[?#]/, 1)[0] as string;

/** Attributes of a span that hold an address, by the names that instrumentations give them. */
const addresses = ['url.full', 'url.path', 'http.url', 'http.target', 'az.url'];
/** Attributes that hold nothing but what must not be shown. */
const hidden =
  /^(?:url\.query|enduser\..*|client\.address|http\.client_ip|net\.peer\.ip)$|\.header\.|^http\.(?:request|response)\.header\./;

/** Removes personal data and order keys from the attributes of a span. */
export function redactAttributes(attributes: Record<string, unknown>): void {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (hidden.test(name)) delete attributes[name];
    else if (typeof value !== 'string') continue;
    else if (addresses.includes(name)) attributes[name] = withoutQuery(value);
    else attributes[name] = withoutPersons(value);
  }
}

/** E-mail addresses in a text, as in the message of an error. */
export const withoutPersons = (text: string): string =>
  text.replace(/[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}\.[a-z]{2,}/gi, '[e-mail]');

/** Fields of a log entry that are never shown, at the top and one level below. */
const fields = [
  'authorization',
  'cookie',
  'email',
  'guestKey',
  'orderKey',
  'phone',
  'number',
  'cvc',
  'token',
  'password',
  '["order-key"]',
  '["set-cookie"]',
];
export const redactedPaths: readonly string[] = fields.flatMap((field) =>
  field.startsWith('[') ? [field, `*${field}`, `*.headers${field}`] : [field, `*.${field}`, `*.headers.${field}`],
);
