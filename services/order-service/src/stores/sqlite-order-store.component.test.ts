import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteOrderStore } from './sqlite-order-store.ts';
import { describeOrderStore } from './testing/order-store-contract.ts';

describeOrderStore('the embedded SQLite store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orders-'));
  let ahead = 0;
  const open = () => openSqliteOrderStore({ file: join(folder, 'orders.db'), now: () => Date.now() + ahead });
  const store = open();
  return {
    store,
    advanceClock: (ms) => void (ahead += ms),
    reopen: async () => open(),
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
