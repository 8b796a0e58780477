import { DomainError, money, type OrderId, type OrderLineRequest, productId, type Sku } from '@halden/contracts';
import type { CatalogueClient } from '../domain/ports.ts';

/** A catalogue in memory that keeps product-service's promises: reservations and settlements are idempotent, stock never oversold. */
export class MemoryCatalogue implements CatalogueClient {
  readonly onHand = new Map<string, number>();
  readonly reservations = new Map<
    OrderId,
    { lines: OrderLineRequest[]; state: 'reserved' | 'committed' | 'released' }
  >();
  /** Set to make every call fail. */
  down = false;
  unitPrice = 4_800;

  constructor(stock: Record<string, number>) {
    for (const [sku, count] of Object.entries(stock)) this.onHand.set(sku, count);
  }

  available(sku: Sku): number {
    let held = 0;
    for (const { lines, state } of this.reservations.values())
      if (state === 'reserved') for (const line of lines) if (line.sku === sku) held += line.quantity;
    return (this.onHand.get(sku) ?? 0) - held;
  }

  async price({ currency, lines }: Parameters<CatalogueClient['price']>[0]) {
    this.#answer();
    const sold = lines.filter(({ sku }) => this.onHand.has(sku));
    return {
      lines: sold.map((line) => ({
        ...this.#toLine(line, currency),
        available: Math.min(line.quantity, this.available(line.sku)),
      })),
      unknownSkus: lines.filter(({ sku }) => !this.onHand.has(sku)).map(({ sku }) => sku),
    };
  }

  async reserve({ orderId, currency, lines }: Parameters<CatalogueClient['reserve']>[0]) {
    this.#answer();
    const unknown = lines.filter(({ sku }) => !this.onHand.has(sku)).map(({ sku }) => sku);
    if (unknown.length > 0) throw new DomainError('unknown_product', undefined, { skus: unknown });
    const held = this.reservations.get(orderId);
    if (held?.state === 'reserved' && JSON.stringify(held.lines) !== JSON.stringify(lines))
      throw new DomainError('reservation_conflict');
    if (held?.state !== 'reserved') {
      const short = lines.filter(({ sku, quantity }) => this.available(sku) < quantity).map(({ sku }) => sku);
      if (short.length > 0) throw new DomainError('out_of_stock', undefined, { skus: short });
      this.reservations.set(orderId, { lines, state: 'reserved' });
    }
    return { orderId, expiresAt: '2026-01-02T03:19:05.000Z', lines: lines.map((line) => this.#toLine(line, currency)) };
  }

  async settle(items: Parameters<CatalogueClient['settle']>[0]) {
    this.#answer();
    return items.map(({ orderId, action }) => {
      const reservation = this.reservations.get(orderId);
      if (action === 'commit') {
        if (!reservation || (reservation.state === 'released' && !this.#holdAgain(reservation)))
          return { orderId, outcome: 'unavailable' as const };
        if (reservation.state === 'reserved') this.#move(reservation.lines, -1);
        reservation.state = 'committed';
        return { orderId, outcome: 'committed' as const };
      }
      if (!reservation) return { orderId, outcome: 'unknown' as const };
      if (reservation.state === 'committed') this.#move(reservation.lines, 1);
      reservation.state = 'released';
      return { orderId, outcome: 'released' as const };
    });
  }

  /** A reservation that ended is no obstacle while the goods are there. */
  #holdAgain(reservation: { lines: OrderLineRequest[]; state: 'reserved' | 'committed' | 'released' }): boolean {
    const isThere = reservation.lines.every(({ sku, quantity }) => this.available(sku) >= quantity);
    if (isThere) reservation.state = 'reserved';
    return isThere;
  }

  #move(lines: OrderLineRequest[], sign: 1 | -1) {
    for (const { sku, quantity } of lines) this.onHand.set(sku, (this.onHand.get(sku) ?? 0) + sign * quantity);
  }

  #answer() {
    if (this.down) throw new DomainError('dependency_unavailable', 'product-service does not answer');
  }

  #toLine(line: OrderLineRequest, currency: 'EUR' | 'USD' | 'GBP') {
    return {
      ...line,
      productId: productId('prd_arc-reading-lamp'),
      slug: 'arc-reading-lamp',
      name: 'Arc reading lamp',
      variant: 'Clay',
      unitPrice: money(this.unitPrice, currency),
      total: money(this.unitPrice * line.quantity, currency),
    };
  }
}
