import type { Container, FeedOptions, JSONValue } from '@azure/cosmos';
import { failure, type Cosmos } from './harness.ts';

const products = [
  { id: '1', pk: 'mugs', name: 'Blue Mug', price: 12.5, stock: 3, tags: ['blue', 'ceramic'], maker: { city: 'Oslo' } },
  { id: '2', pk: 'mugs', name: 'Red Mug', price: 10, stock: 0, tags: ['red', 'ceramic'], maker: { city: 'Rome' } },
  { id: '3', pk: 'tees', name: 'Shirt_100%', price: 25, stock: 7, tags: [], sizes: [{ size: 'S', units: 2 }] },
  {
    id: '4',
    pk: 'tees',
    name: 'shirt',
    price: null,
    stock: 1,
    sizes: [
      { size: 'S', units: 0 },
      { size: 'M', units: 9 },
    ],
  },
  { id: '5', pk: 'caps', price: '12.5', stock: true, discontinued: true, 'odd name': { 'x"y': 1 } },
];

export type Parameters = Record<string, JSONValue>;
type Query = (text: string, parameters?: Parameters, options?: FeedOptions) => Promise<unknown[]>;

/** A container with five products that differ in what they have, and what it answers to queries. */
export interface Products {
  container: Container;
  query: Query;
  /** The error that a query must end with. */
  refused: (...args: globalThis.Parameters<Query>) => ReturnType<typeof failure>;
}

export async function createProducts(cosmos: Cosmos): Promise<Products> {
  const container = await cosmos.container({
    indexingPolicy: {
      includedPaths: [{ path: '/*' }, { path: '/discontinued/?' }],
      excludedPaths: [{ path: '/hidden/*' }],
      compositeIndexes: [
        [
          { path: '/pk', order: 'ascending' },
          { path: '/price', order: 'descending' },
        ],
      ],
    },
  });
  for (const product of products) await container.items.create(product);
  const query: Query = async (text, parameters = {}, options = undefined) => {
    const spec = { query: text, parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) };
    return (await container.items.query<unknown>(spec, options).fetchAll()).resources;
  };
  return { container, query, refused: (...args) => failure(query(...args)) };
}
