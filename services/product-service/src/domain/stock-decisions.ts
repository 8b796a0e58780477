import type { OrderId, OrderLineRequest, ProductId, Sku } from '@halden/contracts';
import { type LevelDraft, openLevels, type ShardView } from './level-draft.ts';
import { type Adjustment, type Level, type Reservation, reservationId } from './stock.ts';

interface Claim {
  orderId: OrderId;
  /** Those of the shard. */
  lines: OrderLineRequest[];
  /** Of all lines of the order, in every shard. */
  fingerprint: string;
  attempt: string;
  /** Makes what is there already this attempt's own, so that another one that fails elsewhere cannot take it back. */
  takeOver: boolean;
}

/** Something asked of one shard. */
export type Command =
  | (Claim & { kind: 'reserve'; expiresAt: number })
  | (Claim & { kind: 'commit' })
  /** With `attempt`: only what that call wrote. */
  | { kind: 'release'; orderId: OrderId; attempt?: string }
  | { kind: 'expire'; orderId: OrderId }
  /** `isOpening`: counts only where there is no level yet. */
  | { kind: 'adjust'; adjustment: Adjustment; productId: ProductId; isOpening?: boolean };

export type Outcome =
  | { kind: 'reserved'; expiresAt: number }
  /** The order holds something else. */
  | { kind: 'conflict' }
  /** Not enough of these; nothing was taken. */
  | { kind: 'short'; skus: Sku[] }
  /** `anew`: the reservation had ended; the goods were still there. */
  | { kind: 'committed'; anew: boolean }
  /** `changed`: this very command ended it. `known`: there was a reservation. */
  | { kind: 'released'; changed: boolean; known: boolean }
  | { kind: 'adjusted'; level: Level }
  /** Another change was booked under this name. */
  | { kind: 'other_adjustment' }
  | { kind: 'below_reserved'; level: Level | undefined };

/** Decides one command on what the view shows, and writes the new documents into it. Throws when the documents contradict each other. */
export function decide(command: Command, view: ShardView, now: number): Outcome {
  switch (command.kind) {
    case 'reserve':
      return reserve(command, view, now);
    case 'commit':
      return commit(command, view);
    case 'release':
      return release(view, command);
    case 'expire':
      return expire(view, command, now);
    case 'adjust':
      return adjust(command, view);
  }
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const hasExpired = ({ state, expiresAt = 0 }: Reservation, now: number) => state === 'reserved' && expiresAt <= now;

function reserve(command: Of<'reserve'>, view: ShardView, now: number): Outcome {
  const { orderId, lines, fingerprint, attempt, expiresAt, takeOver } = command;
  const existing = view.reservation(orderId, { guess: true });
  if (existing && existing.state !== 'released' && !hasExpired(existing, now)) {
    if (existing.fingerprint !== fingerprint) return { kind: 'conflict' };
    if (takeOver && existing.state === 'reserved') stamp(view, existing, attempt);
    return { kind: 'reserved', expiresAt: existing.expiresAt ?? expiresAt };
  }
  const draft = openLevels(view);
  const skus = shortOf(draft, lines, existing);
  if (skus.length > 0) return { kind: 'short', skus };
  for (const { sku, quantity } of lines) draft.change(sku, { onHand: 0, reserved: quantity });
  draft.close();
  view.write({ ...next(existing, orderId), lines, fingerprint, state: 'reserved', attempt, expiresAt });
  return { kind: 'reserved', expiresAt };
}

/** A reservation that ended meanwhile is no obstacle as long as there is enough. */
function commit({ orderId, lines, fingerprint, attempt, takeOver }: Of<'commit'>, view: ShardView): Outcome {
  const existing = view.reservation(orderId);
  if (existing?.state === 'committed') {
    if (takeOver) stamp(view, existing, attempt);
    return { kind: 'committed', anew: false };
  }
  const draft = openLevels(view);
  const skus = shortOf(draft, lines, existing);
  if (skus.length > 0) return { kind: 'short', skus };
  for (const { sku, quantity } of lines) draft.change(sku, { onHand: -quantity, reserved: 0 });
  draft.close();
  view.write({ ...next(existing, orderId), lines, fingerprint, state: 'committed', attempt });
  return { kind: 'committed', anew: existing?.state !== 'reserved' };
}

function release(view: ShardView, { orderId, attempt }: Of<'release'>): Outcome {
  const existing = view.reservation(orderId);
  if (existing && existing.state !== 'released' && (attempt === undefined || existing.attempt === attempt))
    return end(view, existing, attempt === undefined ? {} : { lapsed: true });
  // Its order says that it is over: from now on it is remembered as such.
  if (existing?.lapsed && attempt === undefined) view.write(ended(existing, {}));
  return { kind: 'released', changed: false, known: existing !== undefined };
}

function expire(view: ShardView, { orderId }: Of<'expire'>, now: number): Outcome {
  const existing = view.reservation(orderId);
  if (existing && hasExpired(existing, now)) return end(view, existing, { lapsed: true });
  return { kind: 'released', changed: false, known: existing !== undefined };
}

/** What was held is free again; what had left comes back. */
function end(view: ShardView, existing: Reservation, how: { lapsed?: true }): Outcome {
  const draft = openLevels(view);
  for (const { sku, quantity } of existing.lines)
    if (existing.state === 'committed') draft.change(sku, { onHand: quantity, reserved: 0 });
    else draft.change(sku, { onHand: 0, reserved: -quantity });
  draft.close();
  view.write(ended(existing, how));
  return { kind: 'released', changed: true, known: true };
}

/** Nothing of it counts any more but that it was there, so nothing else is kept of it. */
const ended = (existing: Reservation, how: { lapsed?: true }): Reservation => ({
  ...next(existing, existing.orderId),
  lines: [],
  fingerprint: '',
  state: 'released',
  attempt: existing.attempt,
  ...how,
});

function adjust({ adjustment, productId, isOpening }: Of<'adjust'>, view: ShardView): Outcome {
  const { sku, change, reason } = adjustment;
  const stored = view.level(sku);
  if (isOpening && stored) return { kind: 'adjusted', level: stored };
  const level = stored ?? { type: 'level', id: sku, productId, onHand: 0, reserved: 0, revision: 0 };
  const earlier = view.adjustment(adjustment.id);
  if (earlier) {
    if (earlier.sku !== sku || earlier.change !== change || earlier.reason !== reason)
      return { kind: 'other_adjustment' };
    return { kind: 'adjusted', level: { ...level, ...earlier.after } };
  }
  if (level.onHand + change < level.reserved) return { kind: 'below_reserved', level };
  const changed: Level = { ...level, onHand: level.onHand + change, revision: level.revision + 1 };
  view.write(changed);
  view.write({ ...adjustment, after: { onHand: changed.onHand, reserved: changed.reserved } });
  return { kind: 'adjusted', level: changed };
}

/** Of which SKUs there is not enough once the order's own hold, if any, is given back. */
function shortOf(draft: LevelDraft, lines: OrderLineRequest[], existing: Reservation | undefined): Sku[] {
  if (existing?.state === 'reserved')
    for (const { sku, quantity } of existing.lines) draft.change(sku, { onHand: 0, reserved: -quantity });
  return lines.filter(({ sku, quantity }) => draft.available(sku) < quantity).map(({ sku }) => sku);
}

function stamp(view: ShardView, existing: Reservation, attempt: string): void {
  if (existing.attempt !== attempt) view.write({ ...existing, attempt, revision: existing.revision + 1 });
}

const next = (existing: Reservation | undefined, orderId: OrderId) => ({
  type: 'reservation' as const,
  id: reservationId(orderId),
  orderId,
  revision: (existing?.revision ?? 0) + 1,
});
