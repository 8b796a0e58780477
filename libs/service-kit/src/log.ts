import { type DestinationStream, type Logger, pino } from 'pino';
import { redactedPaths, withoutPersons } from './redaction.ts';
import { currentTrace } from './trace.ts';

export type { Logger };
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One JSON object a line on stdout, with the trace id; what could hold a secret, a person or a card is never written. */
export function createLogger(
  options: { service: string; version: string; level: (typeof logLevels)[number] },
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service, version: options.version },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const trace = currentTrace();
        return trace ? { traceId: trace.traceId } : {};
      },
      serializers: { err: describeError },
      redact: { paths: [...redactedPaths], censor: '[redacted]' },
    },
    destination,
  );
}

/** Errors of libraries quote what they were given. */
function describeError(error: Error): unknown {
  const described: Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  for (const [name, value] of Object.entries(described))
    if (typeof value === 'string') described[name] = withoutPersons(value);
  return described;
}
