import type { Message } from '@halden/contracts';
import { type BatchHandler, complete, type Delivery, type Verdict } from './consumer.ts';

/** What was handled before, by message id. The handler writes the ids in the transaction that does the work. */
export interface Inbox {
  /** Those of the ids that were handled. */
  seen(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Gives the handler each message once: what was handled before is completed without it, and a message that stands twice in a
 * batch is handled once. The handler's own write of the id remains what makes it certain; this spares the work.
 */
export function handleOnce<M extends Message>(inbox: Inbox, handle: BatchHandler<M>): BatchHandler<M> {
  return async (deliveries) => {
    const seen = await inbox.seen(deliveries.map(({ message }) => message.id));
    const fresh = new Map<string, Delivery<M>>();
    for (const delivery of deliveries) {
      const { id } = delivery.message;
      if (!seen.has(id) && !fresh.has(id)) fresh.set(id, delivery);
    }
    const verdicts = fresh.size > 0 ? await handle([...fresh.values()]) : [];
    const byId = new Map<string, Verdict | undefined>([...fresh.keys()].map((id, index) => [id, verdicts[index]]));
    return deliveries.map(({ message }) => byId.get(message.id) ?? complete);
  };
}
