import { createGuard, createMetrics } from '@halden/service-kit';
import { cosmosContainer, createCosmosClient, provisionCosmos } from '@halden/service-kit/cosmos';
import { type CosmosServer, startCosmosServer } from '@halden/local-azure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CosmosClient } from '@azure/cosmos';
import { containers, payments } from '../config.ts';
import { decide, newPayment } from '../domain/payment.ts';
import { PaymentChanged, type PaymentStore } from '../domain/ports.ts';
import { anOrderId, eur } from '../testing/builders.ts';
import { createCosmosPaymentStore } from './cosmos-payment-store.ts';

let server: CosmosServer;
let client: CosmosClient;
let store: PaymentStore;
beforeAll(async () => {
  server = await startCosmosServer();
  client = await createCosmosClient({ endpoint: server.endpoint, key: server.key });
  await Promise.all([1, 2, 3].map(() => provisionCosmos(client, 'shop', containers)));
  const guard = createGuard({ dependency: 'cosmos', metrics: createMetrics('test') });
  store = createCosmosPaymentStore({ container: cosmosContainer(client, 'shop', payments), guard });
});
afterAll(async () => {
  client.dispose();
  await server.stop();
});

const at = '2026-01-02T03:04:05.678Z';
const card = { brand: 'visa', last4: '4242' };
const aPayment = (orderId = anOrderId()) =>
  newPayment({ orderId, amount: eur(4_800), card, requestedAt: at }, new Date().toISOString());

describe('the payment store', () => {
  it('keeps one payment for each order: the first one wins', async () => {
    const payment = aPayment();
    const outcomes = await Promise.all([1, 2, 3].map((amount) => store.create({ ...payment, amount: eur(amount) })));
    expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
    const kept = outcomes.find(({ created }) => created)?.payment;
    for (const { payment: seen } of outcomes) expect(seen).toEqual(kept);
    expect(await store.find(payment.orderId)).toEqual(kept);
  });

  it('gives back what it was given', async () => {
    const { payment } = await store.create(decide(aPayment(), { kind: 'charged', card }, at));
    expect(await store.find(payment.orderId)).toEqual(payment);
    expect(payment).toMatchObject({ status: 'succeeded', charged: 4_800, settledAt: at, card });
  });

  it('refuses a change made from what is no longer there', async () => {
    const { payment } = await store.create(aPayment());
    const changed = await store.save(decide(payment, { kind: 'charged', card }, at));
    await expect(store.save(decide(payment, { kind: 'cancelled' }, at))).rejects.toThrow(PaymentChanged);
    expect(await store.find(payment.orderId)).toEqual(changed);
  });

  it('refuses a change of what was never read', async () => {
    await expect(store.save(aPayment())).rejects.toThrow('was never read');
  });

  it('finds nothing where nothing is', async () => {
    expect(await store.find(anOrderId())).toBeUndefined();
  });
});
