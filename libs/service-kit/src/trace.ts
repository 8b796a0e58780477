import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { isSpanContextValid, trace } from '@opentelemetry/api';

/** Where in a distributed trace we are (W3C Trace Context). */
export interface TraceContext {
  traceId: string;
  spanId: string;
  /** Whether the caller records the trace; two hexadecimal digits. */
  flags?: string;
  /** What vendors pass along, as it came. */
  state?: string;
}

const storage = new AsyncLocalStorage<TraceContext>();
// A later version may have more fields behind these; version ff is none, and ids of zeros only are no ids.
const pattern = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;

/** Reads `traceparent` and `tracestate`; where they are absent or malformed a new trace starts, as the standard says. */
export function traceFrom(parent: unknown, state?: unknown): TraceContext {
  const match = typeof parent === 'string' && parent.length <= 512 ? pattern.exec(parent) : null;
  const [, version, traceId, spanId, flags, more] = match ?? [];
  if (!traceId || !spanId || (version === '00' && more !== undefined)) return new NewTrace();
  return {
    traceId,
    spanId,
    ...(flags !== undefined && { flags }),
    ...(typeof state === 'string' && /^[\x20-\x7e]{1,512}$/.test(state) && { state }),
  };
}

/** A trace that gets its ids when somebody asks for them: most requests that are read and forgotten never need any. */
class NewTrace implements TraceContext {
  #ids: { traceId: string; spanId: string } | undefined;
  get #drawn() {
    // From UUIDs, which Node draws in advance.
    const [first, second] = this.#ids ? ['', ''] : [randomUUID(), randomUUID()];
    return (this.#ids ??= { traceId: first.replaceAll('-', ''), spanId: second.slice(0, 8) + second.slice(-8) });
  }
  get traceId() {
    return this.#drawn.traceId;
  }
  get spanId() {
    return this.#drawn.spanId;
  }
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
  return current && `00-${current.traceId}-${current.spanId}-${('flags' in current && current.flags) || '01'}`;
}

/** The headers that carry the trace we are in to another service. */
export function traceHeaders(): Record<string, string> {
  const parent = traceparent();
  if (parent === undefined) return {};
  const state = storage.getStore()?.state;
  return { traceparent: parent, ...(state !== undefined && { tracestate: state }) };
}
