import { ApiProblem, createClient, DomainError, productApi } from '@halden/contracts';
import { createBatcher, type HttpDependency } from '@halden/service-kit';
import type { CatalogueClient } from '../domain/ports.ts';

type SettlementItem = Parameters<CatalogueClient['settle']>[0][number];

/** The catalogue over HTTP. What it refuses keeps its code; settlements of the same moment are sent in one request. */
export function createCatalogueClient(options: {
  dependency: HttpDependency;
  reservationSeconds: number;
}): CatalogueClient {
  const client = createClient(productApi, options.dependency.transport);
  const settle = createBatcher<SettlementItem, Awaited<ReturnType<CatalogueClient['settle']>>[number]>({
    maxSize: 200,
    concurrency: 4,
    run: async (items) => (await client.settleReservations({ body: { items } })).items,
  });
  return {
    price: (body) => refusing(client.priceLines({ body })),
    reserve: (body) => refusing(client.reserveStock({ body: { ...body, ttlSeconds: options.reservationSeconds } })),
    settle: (items) =>
      Promise.all(
        items.map((item) => settle({ ...item, lines: item.lines.map(({ sku, quantity }) => ({ sku, quantity })) })),
      ),
  };
}

/** Turns the other service's refusal into ours: same code, same words, same SKUs. */
async function refusing<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { code, detail, skus, errors } = error.problem;
    throw new DomainError(code, detail, { ...(skus && { skus }), ...(errors && { errors }) });
  }
}
