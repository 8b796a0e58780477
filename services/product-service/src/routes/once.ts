import { createHash } from 'node:crypto';
import { DomainError, type IdempotencyKey } from '@halden/contracts';
import type { RequestLog } from '../domain/ports.ts';

/** One write, as its sender means it. */
export interface Write {
  operation: string;
  caller: string;
  key: IdempotencyKey | undefined;
  /** All that makes it this request and no other: parameters, version, body. */
  content: unknown;
}

/**
 * Runs a write under its Idempotency-Key: a repetition is answered as the first one was, another request under the key is refused with
 * `idempotency_key_reused`. `run` gets a name for the request that a repetition has as well: what it writes must count once under this
 * name, because a crash may come between the write and the note that it is done. A refusal leaves the key free.
 */
export function createOnce({ requests, newName }: { requests: RequestLog; newName: () => string }) {
  return async <T>({ operation, caller, key, content }: Write, run: (name: string) => Promise<T>): Promise<T> => {
    if (key === undefined) return run(newName());
    const name = digest([operation, caller, key]);
    const wanted = digest(content);
    const begun = await requests.begin(name, wanted);
    if (begun === 'other') throw new DomainError('idempotency_key_reused');
    if (begun !== 'open') return begun.value as T;
    try {
      const answer = await run(name);
      await requests.finish(name, wanted, answer ?? null);
      return answer;
    } catch (error) {
      // Only a refusal says for certain that nothing was written.
      if (error instanceof DomainError && error.code !== 'dependency_unavailable') await requests.forget(name);
      throw error;
    }
  };
}
export type Once = ReturnType<typeof createOnce>;

const digest = (value: unknown): string => createHash('sha256').update(inOrder(value)).digest('base64url');

/** The same text for the same content, whatever the order of its properties. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
