import { randomBytes } from 'node:crypto';
import { paymentApi, paymentCommands, paymentToken } from '@halden/contracts';
import {
  createDecoder,
  createServiceBusClient,
  createServiceBusConsumer,
  createServiceBusPublisher,
} from '@halden/messaging';
import { createFoundation, type Logger, type ServiceApp } from '@halden/service-kit';
import { openCosmos } from '@halden/service-kit/cosmos';
import { createFastifyServers } from '@halden/service-kit/fastify';
import { createBankLedger } from './clients/bank-ledger.ts';
import { createNoBank } from './clients/no-bank.ts';
import { createTestBank } from './clients/test-bank.ts';
import {
  bankLedger,
  type Config,
  containers,
  paymentMethods,
  paymentRequests,
  paymentResults,
  payments,
} from './config.ts';
import { paymentCommandsHandler } from './consumers/payment-commands.ts';
import { giveRefund } from './domain/give-refund.ts';
import { withTestCards } from './domain/payment-methods.ts';
import { ProviderTimeout } from './domain/ports.ts';
import { checkPayment, takePayment } from './domain/take-payment.ts';
import { createPaymentMetrics } from './payment-metrics.ts';
import { paymentHandlers } from './routes/payments.ts';
import { statuses } from './routes/statuses.ts';
import { createCosmosCardStore } from './stores/cosmos-card-store.ts';
import { createCosmosPaymentStore } from './stores/cosmos-payment-store.ts';

/** The whole service, wired but not started. */
export async function buildApp(options: { config: Config; log: Logger; now: () => number }): Promise<ServiceApp> {
  const { config, log, now } = options;
  const foundation = createFoundation('payment-service', options);
  const { metrics, health, lifecycle, guard } = foundation;

  const cosmos = await openCosmos(foundation, config, containers);
  const store = createCosmosPaymentStore(cosmos.in(payments));
  const allowTestCards = config.BANK === 'sandbox' && config.ALLOW_TEST_CARDS;
  const cards = withTestCards(createCosmosCardStore(cosmos.in(paymentMethods)), { allowTestCards });
  const noBank = config.BANK === 'none' ? createNoBank() : undefined;
  const sandbox = createTestBank({
    ledger: createBankLedger(cosmos.in(bankLedger)),
    // A charge without an answer is that card's doing; it does not say that the bank is down.
    guard: guard('bank', { maxConcurrent: 256, isFailure: (error) => !(error instanceof ProviderTimeout) }),
    timeoutMs: config.BANK_TIMEOUT_MS,
    lateSuccessMs: config.BANK_LATE_SUCCESS_MS,
    now,
  });

  const bus = await createServiceBusClient({
    connectionString: config.SERVICE_BUS_CONNECTION_STRING,
    namespace: config.SERVICE_BUS_NAMESPACE,
  });
  const busGuard = guard('service-bus');
  const publisher = (entity: string) => createServiceBusPublisher({ client: bus, entity, guard: busGuard });
  const checks = { attempts: config.PAYMENT_CHECKS, delayMs: config.PAYMENT_CHECK_DELAY_MS };
  const flow = { cards, bank: noBank ?? sandbox, payments: store, checks, observe: createPaymentMetrics(metrics), now };
  const consumer = createServiceBusConsumer({
    client: bus,
    source: { queue: paymentRequests },
    decode: createDecoder(paymentCommands),
    handle: paymentCommandsHandler({
      take: takePayment(flow),
      check: checkPayment(flow),
      refund: giveRefund(flow),
      results: publisher(paymentResults.name),
      reminders: publisher(paymentRequests),
      log,
      now,
    }),
    log,
    metrics,
  });

  const newToken = () => paymentToken(`pm_${randomBytes(24).toString('hex')}`);
  const servers = await createFastifyServers<typeof paymentApi>(
    foundation.http(paymentApi, statuses),
    paymentHandlers({
      payments: store,
      cards,
      newToken,
      allowTestCards,
      now,
      ...(noBank && { bankCheck: noBank.check }),
    }),
  );

  health.addCheck('cosmos', cosmos.check);
  health.addCheck('service-bus', () => consumer.check());
  if (noBank) health.addCheck('bank', noBank.check);

  lifecycle.add('service bus', { stop: () => bus.close() });
  // Commands wait in the queue for a bank: taken and refused they would use up its circuit breaker and their deliveries.
  if (!noBank) lifecycle.add('payment commands', consumer);
  return foundation.serve(servers);
}
