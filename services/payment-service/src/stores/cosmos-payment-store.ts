import type { Container } from '@azure/cosmos';
import { DomainError, type OrderId, orderId } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import type { PaymentRecord } from '../domain/payment.ts';
import { PaymentChanged, type PaymentStore } from '../domain/ports.ts';
import { createDocuments, type Stored } from '@halden/service-kit/cosmos';

/** `id` is the order; `position` sorts by age and is unique, so that a page can go on after it. */
type PaymentDocument = Omit<PaymentRecord, 'orderId' | 'revision'> & { id: OrderId; position: string };

export function createCosmosPaymentStore(options: { container: Container; guard: Guard }): PaymentStore {
  const documents = createDocuments<PaymentDocument>({ ...options, partitionOf: ({ id }) => id });
  return {
    async create(payment) {
      const { created, document } = await documents.create(toDocument(payment));
      return { created, payment: toRecord(document) };
    },
    async find(id) {
      const document = await documents.read(id, id);
      return document && toRecord(document);
    },
    async save(payment) {
      const { orderId: id, revision } = payment;
      if (revision === undefined) throw new TypeError(`the payment of ${id} was never read, and cannot be changed`);
      const saved = await documents.replace({ ...toDocument(payment), _etag: revision });
      if (!saved) throw new PaymentChanged(id);
      return toRecord(saved);
    },
    async list({ limit, after }) {
      const query = {
        query: 'SELECT TOP @limit * FROM c WHERE c.position > @after ORDER BY c.position',
        parameters: [
          { name: '@limit', value: limit + 1 },
          { name: '@after', value: after === undefined ? '' : positionOf(after) },
        ],
      };
      const found = await documents.query(query);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? Buffer.from(last.position).toString('base64url') : undefined;
      return { items: page.map(toRecord), ...(next !== undefined && { next }) };
    },
  };
}

const toDocument = ({ orderId: id, revision: _, ...payment }: PaymentRecord): PaymentDocument => ({
  ...payment,
  id,
  position: `${payment.createdAt} ${id}`,
});

const toRecord = ({ id, _etag, ...document }: Stored<PaymentDocument>): PaymentRecord => ({
  orderId: orderId(id),
  status: document.status,
  amount: document.amount,
  charged: document.charged,
  refunded: document.refunded,
  card: document.card,
  declineReason: document.declineReason,
  refunds: document.refunds,
  requestedAt: document.requestedAt,
  createdAt: document.createdAt,
  settledAt: document.settledAt,
  updatedAt: document.updatedAt,
  revision: _etag,
});

function positionOf(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z ord_\w+$/.test(position)) return position;
  throw new DomainError('validation_failed', 'query /after is no cursor of this list: pass the `next` of a page', {
    errors: [{ in: 'query', pointer: '/after', detail: 'is no cursor of this list' }],
  });
}
