import type { OutboxRecord, OutboxStore, ParkedFilter, ParkedReason, ParkedRecord } from '../outbox-store.ts';

interface Row {
  record: OutboxRecord;
  heldUntil: number;
  notBefore: number;
  lastError: string;
  parked?: { at: number; reason: ParkedReason };
}

/** An outbox in memory that keeps the promises of the port. */
export class MemoryOutbox implements OutboxStore {
  readonly rows: Row[] = [];
  readonly #now: () => number;
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }
  add(...records: Omit<OutboxRecord, 'attempts'>[]): void {
    for (const record of records)
      this.rows.push({ record: { ...record, attempts: 0 }, heldUntil: 0, notBefore: 0, lastError: '' });
  }
  waiting(destination?: string): OutboxRecord[] {
    return this.rows
      .filter(({ record, parked }) => !parked && (destination ?? record.destination) === record.destination)
      .map(({ record }) => record);
  }
  async destinations() {
    return [...new Set(this.waiting().map(({ destination }) => destination))].toSorted();
  }
  async claim({ destination, limit, leaseMs }: { destination: string; limit: number; leaseMs: number }) {
    const now = this.#now();
    const keys = new Set<string>();
    const heads = this.rows.filter(({ record: { destination: to, orderingKey }, parked }) => {
      if (parked || to !== destination) return false;
      const isHead = orderingKey === undefined || !keys.has(orderingKey);
      if (orderingKey !== undefined) keys.add(orderingKey);
      return isHead;
    });
    const taken = heads
      .filter(({ notBefore, heldUntil }) => notBefore <= now && (heldUntil < now || heldUntil > now + leaseMs))
      .toSorted((one, other) => one.notBefore - other.notBefore)
      .slice(0, limit);
    for (const row of taken) row.heldUntil = now + leaseMs;
    return this.rows.filter((row) => taken.includes(row)).map(({ record }) => ({ ...record }));
  }
  async markSent(ids: readonly string[]) {
    for (const row of this.#of(ids)) this.rows.splice(this.rows.indexOf(row), 1);
  }
  async postpone(ids: readonly string[], { notBefore, error }: { notBefore: number; error?: string }) {
    for (const row of this.#of(ids)) {
      Object.assign(row, { heldUntil: 0, notBefore });
      if (error !== undefined) this.#failed(row, error);
    }
  }
  async park(ids: readonly string[], { reason, error }: { reason: ParkedReason; error: string }) {
    for (const row of this.#of(ids)) {
      row.parked = { at: this.#now(), reason };
      this.#failed(row, error);
    }
  }
  async parked({ limit, ...filter }: ParkedFilter & { limit: number }): Promise<ParkedRecord[]> {
    return this.#parked(filter)
      .slice(0, limit)
      .map(({ record, lastError, parked }) => ({ ...record, lastError, parkedAt: parked.at, reason: parked.reason }));
  }
  async countParked() {
    const groups = Map.groupBy(this.#parked({}), ({ record, parked }) => `${record.destination} ${parked.reason}`);
    return [...groups.values()].map((group) => ({
      destination: group[0]!.record.destination,
      reason: group[0]!.parked.reason,
      count: group.length,
    }));
  }
  async replay(filter: ParkedFilter) {
    const rows = this.#parked(filter);
    for (const row of rows) {
      Object.assign(row, { heldUntil: 0, notBefore: 0, parked: undefined });
      row.record = { ...row.record, attempts: 0 };
    }
    return rows.length;
  }
  async expedite({ destination, after }: { destination: string; after: number }) {
    const rows = this.rows.filter(
      ({ record, parked, notBefore }) => !parked && record.destination === destination && notBefore > after,
    );
    for (const row of rows) row.notBefore = 0;
    return rows.length;
  }
  #of(ids: readonly string[]): Row[] {
    return this.rows.filter(({ record }) => ids.includes(record.id));
  }
  #failed(row: Row, error: string) {
    row.lastError = error;
    row.record = { ...row.record, attempts: row.record.attempts + 1 };
  }
  #parked({ ids, destination, reason }: ParkedFilter) {
    return this.rows.filter(
      (row): row is Row & Required<Pick<Row, 'parked'>> =>
        row.parked !== undefined &&
        (ids?.includes(row.record.id) ?? true) &&
        (destination ?? row.record.destination) === row.record.destination &&
        (reason ?? row.parked.reason) === row.parked.reason,
    );
  }
}
