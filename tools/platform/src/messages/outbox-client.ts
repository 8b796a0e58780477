import { Refusal } from '@halden/cli/refusal';

/** A parked message, as the management port of a service answers it. */
export interface ParkedMessage {
  readonly id: string;
  readonly destination: string;
  readonly orderingKey?: string;
  readonly attempts: number;
  readonly reason: string;
  readonly lastError: string;
  /** Milliseconds since 1970. */
  readonly parkedAt: number;
  readonly message: { readonly type: string; readonly time: string };
}
export interface ParkedMessages {
  readonly parked: readonly ParkedMessage[];
  readonly counts: readonly { readonly destination: string; readonly reason: string; readonly count: number }[];
}
export interface OutboxFilter {
  readonly destination?: string;
  readonly reason?: string;
}

/** The outbox of a service, over its management port. */
export class OutboxClient {
  readonly #url: string;
  constructor(url: string) {
    this.#url = url.replace(/\/+$/, '');
  }

  list(query: OutboxFilter & { readonly limit: number }): Promise<ParkedMessages> {
    const parameters = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    return this.#ask<ParkedMessages>(`/outbox?${String(new URLSearchParams(parameters))}`);
  }

  /** How many are tried again. */
  async replay(which: OutboxFilter & { readonly ids?: readonly string[]; readonly all?: true }): Promise<number> {
    const { replayed } = await this.#ask<{ replayed: number }>('/outbox/replay', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(which),
    });
    return replayed;
  }

  async #ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const where = `${this.#url}${path}`;
    const response = await fetch(where, { ...init, signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
      throw this.#unreachable(where, error);
    });
    const body = (await response.json().catch(() => ({}))) as T & { title?: string };
    if (response.ok) return body;
    throw new Refusal({
      what: `the outbox answers ${response.status}`,
      where,
      why: body.title ?? response.statusText,
      fix: response.status === 404 ? 'name its management port with --url' : 'see --help',
    });
  }

  #unreachable(where: string, error: unknown): Refusal {
    const cause = (error as { cause?: { message?: string } }).cause?.message ?? (error as Error).message;
    return new Refusal({
      what: 'the management port does not answer',
      where,
      why: cause || 'nothing listens there',
      fix: 'npm start, or: kubectl -n ecommerce-<env> port-forward deploy/order-service 9090, and --url http://127.0.0.1:9090',
    });
  }
}
