import { MemoryOutbox } from './testing/memory-outbox.ts';
import { describeOutboxStore } from './testing/outbox-contract.ts';

describeOutboxStore('the store in memory', async () => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const outbox = new MemoryOutbox(now);
  return {
    outbox,
    now,
    write: async (records) => outbox.add(...records),
    advanceClock: (ms) => void (ahead += ms),
    dispose: async () => undefined,
  };
});
