import { silentLog } from '@halden/service-kit/testing';
import { idempotencyKey, type Order, type PlaceOrder } from '@halden/contracts';
import { cancelOrder, refundOrder, shipOrder } from '../domain/change-order.ts';
import { placeOrder } from '../domain/place-order.ts';
import { quoteOrder, readOrder } from '../domain/read-order.ts';
import { paymentResultsHandler } from '../consumers/payment-results.ts';
import { createOrderIdentity } from '../order-identity.ts';
import { openSqliteOrderStore } from '../stores/sqlite-order-store.ts';
import { drainOutbox } from '../stores/testing/drain-outbox.ts';
import { ada, aKey, anOrderRequest } from './builders.ts';
import { MemoryCatalogue } from './fakes.ts';

/** The use cases over an embedded store and a catalogue in memory; the outbox is read by the test instead of a broker. */
export function createTestContext(stock: Record<string, number> = { 'HAL-LMP-0001-CLY': 10 }) {
  const now = () => Date.now();
  const orders = openSqliteOrderStore({ file: ':memory:', log: silentLog, now });
  const catalogue = new MemoryCatalogue(stock);
  const identity = createOrderIdentity('a secret of at least thirty-two characters');
  const deps = { orders, catalogue, identity, now };
  const place = placeOrder(deps);
  const quote = quoteOrder(deps);
  /** What the order would cost now; where that cannot be said, the order is refused for another reason. */
  const costOf = ({ agreedTotal, contact, paymentToken, address, ...request }: PlaceOrder) =>
    quote({ ...request, country: address.country }).then(
      ({ totals }) => totals.total,
      () => agreedTotal,
    );
  return {
    ...deps,
    /** Agrees to what it costs, unless `body` says another total. */
    async place(
      body: Partial<PlaceOrder> = {},
      caller: { customerId?: typeof ada; key?: string } = { customerId: ada },
    ) {
      const request = anOrderRequest(body);
      return place({
        customerId: caller.customerId,
        key: caller.key ? idempotencyKey(caller.key) : aKey(),
        body: { ...request, agreedTotal: body.agreedTotal ?? (await costOf(request)) },
      });
    },
    quote,
    read: readOrder(deps),
    cancel: cancelOrder(deps),
    refund: refundOrder(deps),
    ship: shipOrder(deps),
    handleResults: paymentResultsHandler(deps),
    /** Takes what is to be sent, by type. */
    async sent() {
      return (await drainOutbox(orders.outbox)).map(({ message }) => message);
    },
    current: async ({ id }: Pick<Order, 'id'>) => (await orders.find([id])).get(id)!,
  };
}
export type TestContext = ReturnType<typeof createTestContext>;
