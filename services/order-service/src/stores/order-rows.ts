import type {
  Address,
  Attention,
  Contact,
  CustomerId,
  Locale,
  Money,
  OrderId,
  OrderLine,
  OrderStatus,
  OrderSummary,
  ProductId,
  Sku,
  TimelineEntry,
  Totals,
} from '@halden/contracts';
import { type Currency, money } from '@halden/contracts';
import type { OrderRecord, Refund } from '../domain/order.ts';
import { orderNumber } from '../domain/order.ts';

/** The columns of an order that are queried or summed; the rest stands in `document`. */
export interface OrderRow {
  id: string;
  customer_id: string | null;
  status: string;
  version: number;
  currency: string;
  total: number;
  charged: number;
  refunded: number;
  item_count: number;
  placed_at: string;
  updated_at: string;
  attention: string | null;
  document: string;
}
export interface LineRow {
  order_id: string;
  line: number;
  sku: string;
  product_id: string;
  slug: string;
  name: string;
  variant: string;
  image: string | null;
  quantity: number;
  unit_price: number;
}
export interface SummaryRow {
  seq: number;
  id: string;
  status: string;
  currency: string;
  total: number;
  attention: string | null;
  item_count: number;
  placed_at: string;
  first_name: string;
  first_image: string | null;
}

/** What of an order is read and written only whole. */
interface Document {
  totals: Totals;
  contact: Contact;
  address: Address;
  delivery: OrderRecord['delivery'];
  locale: Locale;
  card?: OrderRecord['card'];
  declineReason?: OrderRecord['declineReason'];
  refunds: Refund[];
  shipment?: OrderRecord['shipment'];
  timeline: TimelineEntry[];
}

export function toOrderRow(order: OrderRecord): OrderRow {
  const { totals, contact, address, delivery, locale, card, declineReason, refunds, shipment, attention, timeline } =
    order;
  const document: Document = {
    totals,
    contact,
    address,
    delivery,
    locale,
    card,
    declineReason,
    refunds,
    shipment,
    timeline,
  };
  return {
    id: order.id,
    customer_id: order.customerId ?? null,
    status: order.status,
    version: order.version,
    currency: order.currency,
    total: totals.total.amount,
    charged: order.charged,
    refunded: order.refunded,
    item_count: order.lines.reduce((count, { quantity }) => count + quantity, 0),
    placed_at: order.placedAt,
    updated_at: order.updatedAt,
    attention: attention ?? null,
    document: JSON.stringify(document),
  };
}

export const toLineRows = (order: OrderRecord): LineRow[] =>
  order.lines.map(({ sku, productId, slug, name, variant, image, quantity, unitPrice }, index) => ({
    order_id: order.id,
    line: index,
    sku,
    product_id: productId,
    slug,
    name,
    variant,
    image: image ?? null,
    quantity,
    unit_price: unitPrice.amount,
  }));

/** `lines` in the order of the order. */
export function toOrderRecord(row: OrderRow, lines: readonly LineRow[]): OrderRecord {
  const currency = row.currency as Currency;
  const document = JSON.parse(row.document) as Document;
  return {
    ...document,
    card: document.card,
    declineReason: document.declineReason,
    shipment: document.shipment,
    attention: (row.attention ?? undefined) as OrderRecord['attention'],
    id: row.id as OrderId,
    customerId: (row.customer_id ?? undefined) as CustomerId | undefined,
    status: row.status as OrderStatus,
    version: row.version,
    currency,
    lines: lines.map((line) => toOrderLine(line, currency)),
    charged: row.charged,
    refunded: row.refunded,
    placedAt: row.placed_at,
    updatedAt: row.updated_at,
  };
}

function toOrderLine(row: LineRow, currency: Currency): OrderLine {
  const unitPrice: Money = money(row.unit_price, currency);
  return {
    sku: row.sku as Sku,
    productId: row.product_id as ProductId,
    slug: row.slug,
    name: row.name,
    variant: row.variant,
    quantity: row.quantity,
    unitPrice,
    total: money(row.unit_price * row.quantity, currency),
    ...(row.image && { image: row.image }),
  };
}

export const toSummary = (row: SummaryRow): OrderSummary => ({
  id: row.id as OrderId,
  number: orderNumber(row.id as OrderId),
  status: row.status as OrderStatus,
  total: money(row.total, row.currency as Currency),
  ...(row.attention && { attention: row.attention as Attention }),
  itemCount: row.item_count,
  firstLine: { name: row.first_name, ...(row.first_image && { image: row.first_image }) },
  placedAt: row.placed_at,
});

/** The page of the rows that were read with one more than asked for: that one says whether there is a next page. */
export function toPage(rows: readonly SummaryRow[], limit: number): { items: OrderSummary[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toSummary), ...(rows.length > limit && last && { next: String(last.seq) }) };
}

/** A cursor is a sequence number. Throws `RangeError` for anything else, which the contract has refused before. */
export function cursorOf(after: string | undefined): number {
  if (after === undefined) return Number.MAX_SAFE_INTEGER;
  const seq = Number(after);
  if (!Number.isSafeInteger(seq) || seq < 1) throw new RangeError(`'${after}' is no cursor`);
  return seq;
}
