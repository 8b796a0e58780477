/** Fields that name a person or open an order, whatever stands in them. */
const privateFields = /^(order-?key|key|guest-?key|authorization|e-?mail|phone)$/i;
/** The query and fragment of an address or a path, with what a guest's link and a search carry. */
const afterPath = /((?:https?:)?\/[^\s?#"'<>()]*)[?#][^\s"'<>()]*/gi;
/** An e-mail address, also as addresses of pages write it. */
const email = /[^\s"'<>()/?=&:,;]+(?:@|%40)[^\s"'<>()/?=&:,;]+/gi;
/** Deeper than anything that is sent; a value that holds itself ends here. */
const deepest = 12;

/** A text without anything private: queries of addresses are cut off, e-mail addresses taken out. */
export const scrubText = (text: string): string => text.replace(afterPath, '$1').replace(email, '(e-mail)');

/** Takes what is private out of everything that a telemetry item says, in place: the item is handed on by whoever made it. */
export function scrub(value: object, depth = 0): void {
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'string') fields[name] = privateFields.test(name) ? '(private)' : scrubText(field);
    else if (field instanceof URL) fields[name] = scrubText(field.href);
    else if (typeof field === 'object' && field !== null && depth < deepest) scrub(field, depth + 1);
  }
}
