import type { IncomingMessage } from 'node:http';
import type { GatewayLimits } from './limits.ts';

/** Why a body was not taken. */
export type BodyRefusal = 'too_large' | 'no_room';

/**
 * Receives bodies whole before a service hears of the request. So no service waits for a slow caller, and every body that is forwarded has a
 * known length.
 */
export class Bodies {
  readonly #limits: GatewayLimits;
  #bytes = 0;

  constructor(limits: GatewayLimits) {
    this.#limits = limits;
  }

  /**
   * Calls back with the body, or why it is not taken; not at all when the caller goes away.
   * @param options.goOn says to a caller who waits for it that the body is wanted
   */
  receive(
    request: IncomingMessage,
    { goOn }: { goOn: (() => void) | undefined },
    done: (body: Buffer | BodyRefusal) => void,
  ): void {
    const { bodyBytes, bodyBytesTogether } = this.#limits;
    if (Number(request.headers['content-length'] ?? 0) > bodyBytes) return done('too_large');
    goOn?.();
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = () => {
      this.#bytes -= size;
      request.off('data', take).off('end', end).off('close', stop);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      this.#bytes += chunk.length;
      chunks.push(chunk);
      if (size <= bodyBytes && this.#bytes <= bodyBytesTogether) return;
      const refusal = size > bodyBytes ? 'too_large' : 'no_room';
      stop();
      done(refusal);
    };
    const end = () => {
      stop();
      done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size));
    };
    request.on('data', take).once('end', end).once('close', stop);
  }
}

/** A request without a body has neither of the headers that frame one (RFC 9112, 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
