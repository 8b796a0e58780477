import { topology, Type } from '@halden/contracts';
import { commonSettings, cosmosSettings, loadConfig, serviceBusSettings } from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  ...cosmosSettings,
  ...serviceBusSettings,
  BANK: Type.Unsafe<'sandbox' | 'none'>({
    type: 'string',
    enum: ['sandbox', 'none'],
    default: 'sandbox',
    description:
      'who charges cards: a simulated bank that moves no money, or none, with which the service is never ready',
  }),
  ALLOW_TEST_CARDS: Type.Boolean({
    default: true,
    description:
      'whether the simulated bank takes its test cards and their tokens; without them it declines every card',
  }),
  BANK_TIMEOUT_MS: Type.Integer({
    default: 300,
    minimum: 1,
    description: 'how long an answer of the bank is waited for',
  }),
  BANK_LATE_SUCCESS_MS: Type.Integer({
    default: 2_000,
    minimum: 0,
    description: 'after what time the ledger of the simulated bank shows a charge that it answered late',
  }),
  PAYMENT_CHECKS: Type.Integer({
    default: 4,
    minimum: 1,
    description: 'how often the bank is asked about a charge it did not answer, before the payment is given up',
  }),
  PAYMENT_CHECK_DELAY_MS: Type.Integer({
    default: 1_000,
    minimum: 1,
    description: 'how long to wait before asking the first time; doubles every time',
  }),
};
export type Config = ReturnType<typeof readConfig>;

/** Throws `ConfigError` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);

export const { paymentRequests } = topology.serviceBus.queues;
export const { paymentResults } = topology.serviceBus.topics;
export const { payments, paymentMethods, bankLedger } = topology.cosmos.containers;
export const containers = [payments, paymentMethods, bankLedger] as const;
