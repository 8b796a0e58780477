import { setTimeout as pause } from 'node:timers/promises';

import { again, type Attack, type AttackContext, isOver } from '../attack.ts';
import { placeOrder } from '../orders.ts';

/** Guests order forty times a second while `disturb` holds; each order leaves an event that cannot be sent. */
const whileOrdering =
  (disturb: (hubs: AttackContext['eventHubs']) => void): Attack['run'] =>
  async (context) => {
    disturb(context.eventHubs);
    try {
      await again(context, 4, () => placeOrder(context), 100);
    } finally {
      context.eventHubs.restore();
    }
    return [];
  };

const largest: Attack = {
  name: 'orders as large as the contract allows',
  async run(context) {
    const { items } = await context.guest.products.listProducts({
      query: { pageSize: 50, availability: ['in_stock'] },
    });
    const lines = items.map(({ defaultSku }) => ({ sku: defaultSku, quantity: 1 }));
    const text = 'ß'.repeat(100);
    while (!isOver(context)) {
      await placeOrder(context, {
        lines: lines.slice(0, 50),
        address: { name: text, line1: text, postalCode: '10115', city: text, country: 'DE' },
      }).catch(() => undefined);
      await pause(50);
    }
    return [];
  },
};

export const outboxAttacks: readonly Attack[] = [
  { name: 'Event Hubs refuses connections while people order', run: whileOrdering((hubs) => hubs.refuse()) },
  { name: 'Event Hubs swallows what it is sent while people order', run: whileOrdering((hubs) => hubs.swallow()) },
  largest,
];
