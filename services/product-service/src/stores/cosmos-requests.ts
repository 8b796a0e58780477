import type { Container } from '@azure/cosmos';
import type { Guard } from '@halden/service-kit';
import { createDocuments } from '@halden/service-kit/cosmos';
import type { RequestLog } from '../domain/ports.ts';
import { callCosmos } from './cosmos-call.ts';

/** A request that came with an Idempotency-Key, beside the products. */
interface RequestDocument {
  id: string;
  content: string;
  /** Absent while nobody knows what became of it. */
  answer?: { value: unknown };
  ttl: number;
}

const rememberedSeconds = 7 * 86_400;

export function createCosmosRequests(options: { container: Container; guard: Guard }): RequestLog {
  const { container, guard } = options;
  const documents = createDocuments<RequestDocument>({ container, guard, partitionOf: ({ id }) => id });
  const idOf = (name: string) => `request:${name}`;
  return {
    async begin(name, content) {
      const { document } = await documents.create({ id: idOf(name), content, ttl: rememberedSeconds });
      if (document.content !== content) return 'other';
      return document.answer ?? 'open';
    },
    async finish(name, content, value) {
      await documents.put({ id: idOf(name), content, answer: { value }, ttl: rememberedSeconds });
    },
    async forget(name) {
      const id = idOf(name);
      const stored = await documents.read(id, id);
      if (!stored || stored.answer) return;
      const accessCondition = { type: 'IfMatch', condition: stored._etag };
      await callCosmos(guard, () => container.item(id, id).delete({ accessCondition }).catch(ignoringChanged));
    },
  };
}

function ignoringChanged(error: unknown): void {
  const { code } = error as { code?: unknown };
  if (code !== 404 && code !== 412) throw error;
}
