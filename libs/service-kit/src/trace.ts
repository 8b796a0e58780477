import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { isSpanContextValid, trace } from '@opentelemetry/api';

/** Where in a distributed trace we are (W3C Trace Context). */
export interface TraceContext {
  traceId: string;
  spanId: string;
}

const storage = new AsyncLocalStorage<TraceContext>();
const pattern = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/;

/** Reads a `traceparent`; one that is absent or malformed starts a new trace, as the standard says. */
export function traceFrom(traceparent: unknown): TraceContext {
  const match = typeof traceparent === 'string' ? pattern.exec(traceparent) : null;
  const [, traceId, spanId] = match ?? [];
  return traceId && spanId ? { traceId, spanId } : newTrace();
}

/** From UUIDs, which Node draws in advance: drawing bytes for each request would be its largest single cost. */
function newTrace(): TraceContext {
  const [traceId, other] = [randomUUID().replaceAll('-', ''), randomUUID()];
  return { traceId, spanId: other.slice(0, 8) + other.slice(-8) };
}

/** Runs `work` so that its logs, errors, calls and messages carry this trace. */
export const withTrace = <T>(context: TraceContext, work: () => T): T => storage.run(context, work);

/** The trace we are in: OpenTelemetry's where it runs, else the one that came with the request or message. */
export function currentTrace(): TraceContext | undefined {
  const active = trace.getActiveSpan()?.spanContext();
  return active && isSpanContextValid(active) ? active : storage.getStore();
}

/** The header to pass on, in the trace we are in. */
export function traceparent(): string | undefined {
  const current = currentTrace();
  return current && `00-${current.traceId}-${current.spanId}-01`;
}
