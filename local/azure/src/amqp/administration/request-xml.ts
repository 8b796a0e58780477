import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { refusals } from '../errors.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** An element of a request, read by the local names of its children. */
export class XmlElement {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** The `i:type` attribute without its prefix, '' for none. */
  get type(): string {
    return textOf(this.#member('@type')).replace(/^.*:/, '');
  }

  /** Its own text. */
  get text(): string {
    return textOf(this.#value);
  }

  get isGiven(): boolean {
    return this.#value !== undefined;
  }

  child(name: string): XmlElement {
    const value = this.#member(name);
    return new XmlElement(Array.isArray(value) ? value[0] : value);
  }

  children(name: string): XmlElement[] {
    const value = this.#member(name);
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((each: unknown) => new XmlElement(each));
  }

  /** The text of a child without the space around it; `undefined` when there is none, or it is empty. */
  setting(name: string): string | undefined {
    return this.child(name).text.trim() || undefined;
  }

  #member(name: string): unknown {
    return typeof this.#value === 'object' && this.#value !== null
      ? (this.#value as Record<string, unknown>)[name]
      : undefined;
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const inner = typeof value === 'object' && value !== null && '#text' in value ? value['#text'] : undefined;
  return typeof inner === 'string' ? inner : '';
}

const roots = ['QueueDescription', 'TopicDescription', 'SubscriptionDescription', 'RuleDescription'] as const;
export type Root = (typeof roots)[number];

/** The description in an Atom entry. @throws BrokerError when the body is none */
export function readEntry(body: string): { root: Root; description: XmlElement } {
  // Nothing that is asked for needs a document type, and its entities could grow without bound.
  if (/<!DOCTYPE/i.test(body)) throw refusals.invalid('The request body must not have a document type.');
  const validity = XMLValidator.validate(body);
  if (validity !== true) throw refusals.invalid(`The request body is not well-formed XML: ${validity.err.msg}`);
  const content = new XmlElement(parser.parse(body)).child('entry').child('content');
  const root = roots.find((name) => content.child(name).isGiven);
  if (!root)
    throw refusals.invalid(`The request body must be an Atom entry whose content is one of ${roots.join(', ')}.`);
  return { root, description: content.child(root) };
}
