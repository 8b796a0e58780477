import { randomUUID } from 'node:crypto';
import { program, run } from '@halden/cli/main';
import {
  ApiProblem,
  format,
  idempotencyKey,
  isDecided,
  isPaid,
  paymentToken,
  type PlaceOrder,
  type ProductDetail,
  sku,
  UnexpectedResponse,
} from '@halden/contracts';
import { signIn, waitForMail } from './local.ts';
import { follow, type Shop, shopAs } from '@halden/shop-client/shop';

interface Options {
  readonly url: string;
  readonly json: boolean;
}
let { url, json }: Options = { url: '', json: false };
interface Step {
  step: string;
  ok: boolean;
  ms: number;
  result: string;
}
const steps: Step[] = [];

/** Runs one step, prints it with its time, and goes on with what it found. */
async function step<T>(name: string, work: () => Promise<{ result: string; value: T }>): Promise<T> {
  const began = performance.now();
  const done = (ok: boolean, result: string) => {
    const entry = { step: name, ok, ms: Math.round((performance.now() - began) * 10) / 10, result };
    steps.push(entry);
    if (!json)
      console.log(`${ok ? '✓' : '✗'} ${name.padEnd(44)} ${`${entry.ms.toFixed(1)} ms`.padStart(10)}  ${result}`);
  };
  try {
    const { result, value } = await work();
    done(true, result);
    return value;
  } catch (error) {
    done(false, (error as Error).message);
    throw error;
  }
}

async function demo(): Promise<void> {
  const ada = await step('sign in as ada@example.com', async () => {
    const shop = shopAs(url, await signIn(url, 'ada@example.com'));
    return { result: 'access token', value: shop };
  });
  const product = await step('find a lamp', async () => {
    const page = await ada.products.listProducts({
      query: { category: ['lighting'], availability: ['in_stock'], sort: 'featured' },
    });
    const [first] = page.items;
    if (!first) throw new Error('no lamp is in stock');
    const detail = await ada.products.getProduct({ params: { idOrSlug: first.slug } });
    return { result: `${detail.name}, ${format(detail.price, 'en')} (${page.total} lamps)`, value: detail };
  });
  const request = anOrder(product);
  const { total: agreedTotal } = await step('ask what it costs', async () => {
    const { totals } = await ada.orders.quote({ body: { currency: 'EUR', lines: request.lines } });
    return { result: `${format(totals.total, 'en')} with delivery`, value: totals };
  });
  const order: PlaceOrder = { ...request, agreedTotal };
  const key = { 'idempotency-key': idempotencyKey(randomUUID()) };
  const placed = await step('place the order', async () => {
    const value = await ada.orders.placeOrder({ headers: key, body: order });
    return { result: `${value.number}, ${value.status}, ${format(value.totals.total, 'en')}`, value };
  });
  await step('wait until it is paid (server-sent events)', async () => {
    const value = await follow(url, ada, placed.id, isDecided);
    if (!isPaid(value)) throw new Error(`it is ${value.status}`);
    return { result: `paid by ${value.card?.brand} ending in ${value.card?.last4}`, value };
  });
  await step('wait for the e-mail', async () => {
    const mail = await waitForMail(url, { to: 'ada@example.com', contains: placed.number }, ({ subject }) =>
      /paid|bezahlt/i.test(subject ?? ''),
    );
    return { result: `“${mail.subject}”, see ${url}/mailbox/`, value: mail };
  });
  await step('send the same request again', async () => {
    const again = await ada.orders.placeOrder({ headers: key, body: order });
    if (again.id !== placed.id) throw new Error(`another order: ${again.id}`);
    return { result: `the same order ${again.number}`, value: again };
  });
  await step('look at it as linus@example.com', async () => {
    const linus = shopAs(url, await signIn(url, 'linus@example.com'));
    return refused(() => linus.orders.getOrder({ params: { orderId: placed.id } }), 404);
  });
  await step('order nothing: {}', () => refused(() => send(ada, {}), 400));
  await step('order a negative quantity', () =>
    refused(() => send(ada, { ...order, lines: [{ sku: product.defaultSku, quantity: -2 }] }), 400),
  );
  await step('order something unknown', () =>
    refused(() => send(ada, { ...order, lines: [{ sku: 'HAL-NONE-0000', quantity: 1 }] }), 422),
  );
  await step('send a price along', () =>
    refused(() => send(ada, { ...order, lines: [{ ...order.lines[0], price: 1 }] }), 400),
  );
  await step('agree to another total', () =>
    refused(() => send(ada, { ...order, agreedTotal: { ...agreedTotal, amount: agreedTotal.amount - 1 } }), 409),
  );
  await step('pay with a card that is declined', async () => {
    const available = async () =>
      (await ada.orders.quote({ body: { currency: 'EUR', lines: [{ sku: product.defaultSku, quantity: 20 }] } }))
        .lines[0]?.available;
    const before = await available();
    const body = { ...order, paymentToken: paymentToken('pm_test_decline') };
    const { id } = await ada.orders.placeOrder({ headers: { 'idempotency-key': idempotencyKey(randomUUID()) }, body });
    const value = await follow(url, ada, id, isDecided);
    const after = await available();
    if (isPaid(value) || before !== after) throw new Error(`${value.status}; stock before ${before}, after ${after}`);
    return { result: `declined (${value.declineReason}); the stock is released`, value };
  });
}

function anOrder(product: ProductDetail): Omit<PlaceOrder, 'agreedTotal'> {
  return {
    currency: 'EUR',
    lines: [{ sku: sku(product.defaultSku), quantity: 1 }],
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    address: { name: 'Ada Lovelace', line1: 'Lindenallee 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    delivery: 'standard',
    paymentToken: paymentToken('pm_test_success'),
  };
}

/** Sends whatever it is given, as a careless or hostile caller would. */
const send = (shop: Shop, body: unknown) =>
  shop.orders.placeOrder({ headers: { 'idempotency-key': idempotencyKey(randomUUID()) }, body: body as PlaceOrder });

async function refused(call: () => Promise<unknown>, status: number) {
  const problem = await call().then(
    () => undefined,
    (error: unknown) => (error instanceof ApiProblem ? error.problem : Promise.reject(error as Error)),
  );
  if (problem?.status !== status) throw new Error(`expected ${status}, got ${problem?.status ?? 'success'}`);
  const faults =
    problem.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`).join(', ') ?? problem.skus?.join(', ');
  return { result: `${problem.status} ${problem.code}${faults ? `: ${faults}` : ''}`, value: undefined };
}

await run(
  program(
    'npm run demo:order --',
    'Places an order in the shop that runs (npm start), follows it to the e-mail, and shows what the shop refuses.',
  )
    .option('--url <url>', 'of the shop', `http://localhost:${process.env.PORT ?? '8080'}`)
    .option('--json', 'print JSON', false)
    .action(async (options: Options) => {
      ({ url, json } = options);
      const failed = await demo().then(
        () => false,
        (error: unknown) => {
          const refused =
            (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED' ||
            error instanceof UnexpectedResponse;
          console.error(
            refused
              ? `Nothing answers at ${url}. Start the shop first: npm start`
              : `\nThe demo stopped: ${(error as Error).message}`,
          );
          return true;
        },
      );
      if (json) console.log(JSON.stringify({ ok: !failed, steps }));
      process.exitCode = failed ? 1 : 0;
    }),
);
