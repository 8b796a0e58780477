import { destinations } from '../../domain/messages.ts';
import type { OutboxRecord, OutboxStore } from '@halden/messaging';

/** Takes all that can be sent, as a relay would that reaches everybody: destination by destination, each in the order of writing. */
export async function drainOutbox(outbox: OutboxStore): Promise<OutboxRecord[]> {
  const taken: OutboxRecord[] = [];
  for (const destination of destinations)
    for (;;) {
      const records = await outbox.claim({ destination, limit: 1_000, leaseMs: 1_000 });
      if (records.length === 0) break;
      taken.push(...records);
      await outbox.markSent(records.map(({ id }) => id));
    }
  return taken;
}
