import { type Logger, pino } from 'pino';
import { currentTrace } from './trace.ts';

export type { Logger };
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One JSON object a line on stdout, with the trace id; what could hold a secret or a card is never written. */
export function createLogger(options: { service: string; version: string; level: (typeof logLevels)[number] }): Logger {
  return pino({
    level: options.level,
    base: { service: options.service, version: options.version },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { traceId: trace.traceId } : {};
    },
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'headers["order-key"]',
        '*.number',
        'cvc',
        '*.cvc',
        'guestKey',
        '*.guestKey',
      ],
      censor: '[redacted]',
    },
  });
}
