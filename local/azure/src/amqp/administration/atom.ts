import { element, text, type Xml } from '../../xml.ts';

const atom = 'http://www.w3.org/2005/Atom';
export const serviceBus = 'http://schemas.microsoft.com/netservices/2010/10/servicebus/connect';
export const instance = 'http://www.w3.org/2001/XMLSchema-instance';

/** One resource. The SDKs take its name from the path of its address. */
export interface Resource {
  /** Such as `orders` or `events/Subscriptions/all`, as it is written. */
  path: string;
  /** Such as `QueueDescription`. */
  root: string;
  properties: readonly Xml[];
  createdAt?: number;
  updatedAt?: number;
}

const addressOf = (origin: string, path: string): string => `${origin}/${encodeURI(path)}?api-version=2021-05`;

export const isoTime = (time: number): string => new Date(time).toISOString();

export function entry({ path, root, properties, createdAt, updatedAt }: Resource, origin: string): Xml {
  return element(
    'entry',
    [
      text('id', addressOf(origin, path)),
      element('title', [path.slice(path.lastIndexOf('/') + 1)], { type: 'text' }),
      text('published', createdAt === undefined ? undefined : isoTime(createdAt)),
      text('updated', isoTime(updatedAt ?? createdAt ?? Date.now())),
      element('content', [element(root, properties, { xmlns: serviceBus, 'xmlns:i': instance })], {
        type: 'application/xml',
      }),
    ],
    { xmlns: atom },
  );
}

const mostInPage = 100;

/** A page of resources, by `$skip` and `$top`, with the address of the next one. */
export function feed(
  resources: readonly Resource[],
  { path, origin, query }: { path: string; origin: string; query: URLSearchParams },
): Xml {
  const [skip, top] = [number(query.get('$skip'), 0), Math.min(number(query.get('$top'), mostInPage), mostInPage)];
  const page = resources.slice(skip, skip + top);
  const address = addressOf(origin, path);
  const link = (rel: string, from: number) =>
    element('link', [], { rel, href: `${address}&$skip=${from}&$top=${top}` });
  return element(
    'feed',
    [
      element('title', [path.slice(path.lastIndexOf('/') + 1)], { type: 'text' }),
      text('id', address),
      text('updated', isoTime(Date.now())),
      link('self', skip),
      ...(page.length > 0 && skip + page.length < resources.length ? [link('next', skip + page.length)] : []),
      ...page.map((resource) => entry(resource, origin)),
    ],
    { xmlns: atom },
  );
}

const number = (written: string | null, fallback: number): number =>
  written !== null && /^\d{1,9}$/.test(written) ? Number(written) : fallback;
