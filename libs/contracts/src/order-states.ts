/**
 * The states of an order, each with the facts that screens, audits, metrics and stores read. Plain data without a schema, so
 * that a browser can carry it. How an order gets from one to another is order-service's lifecycle.
 */
export interface OrderState {
  /** One of a refund that lies over the state which the order is in otherwise (`stageOf`). */
  refund: boolean;
  /** Nothing more happens by itself, provided that nothing is owed. */
  final: boolean;
  /** The order can be taken back. */
  cancellable: boolean;
  /** The goods can be handed to a carrier. */
  shippable: boolean;
  /** The customer's money. `none`: nothing is kept. */
  money: 'awaited' | 'taken' | 'none';
  /** The goods of the order; those of a refund's state are where its stage says. */
  goods: 'held' | 'sold' | 'free';
  /** How it is meant to the customer. */
  mood: 'waiting' | 'good' | 'bad' | 'quiet';
  /** The event that says so. */
  event: OrderEventType | undefined;
  /** What happens now, and what comes after it, as a timeline shows it. */
  now: TimelineAhead | undefined;
  ahead: readonly TimelineAhead[];
}

export const orderEventTypes = [
  'order.placed',
  'order.paid',
  'order.shipped',
  'order.declined',
  'order.cancelled',
  'order.refunded',
  'order.refund-failed',
] as const;
export type OrderEventType = (typeof orderEventTypes)[number];

export type TimelineAhead = 'waiting' | 'packing' | 'shipped' | 'refunded';

/** The usual way of an order first. A further state is one more row here and one in the lifecycle, with its messages. */
export const orderStates = {
  pending: {
    refund: false,
    final: false,
    cancellable: true,
    shippable: false,
    money: 'awaited',
    goods: 'held',
    mood: 'waiting',
    event: 'order.placed',
    now: 'waiting',
    ahead: ['packing', 'shipped'],
  },
  paid: {
    refund: false,
    final: false,
    cancellable: true,
    shippable: true,
    money: 'taken',
    goods: 'sold',
    mood: 'good',
    event: 'order.paid',
    now: 'packing',
    ahead: ['shipped'],
  },
  shipped: {
    refund: false,
    final: false,
    cancellable: false,
    shippable: false,
    money: 'taken',
    goods: 'sold',
    mood: 'good',
    event: 'order.shipped',
    now: undefined,
    ahead: [],
  },
  declined: {
    refund: false,
    final: true,
    cancellable: false,
    shippable: false,
    money: 'none',
    goods: 'free',
    mood: 'bad',
    event: 'order.declined',
    now: undefined,
    ahead: [],
  },
  cancelled: {
    refund: false,
    final: true,
    cancellable: false,
    shippable: false,
    money: 'none',
    goods: 'free',
    mood: 'quiet',
    event: 'order.cancelled',
    now: undefined,
    ahead: [],
  },
  refunding: {
    refund: true,
    final: false,
    cancellable: false,
    shippable: false,
    money: 'taken',
    goods: 'sold',
    mood: 'waiting',
    event: undefined,
    now: undefined,
    ahead: ['refunded'],
  },
  refunded: {
    refund: true,
    final: true,
    cancellable: false,
    shippable: false,
    money: 'none',
    goods: 'free',
    mood: 'quiet',
    event: 'order.refunded',
    now: undefined,
    ahead: [],
  },
} as const satisfies Record<string, OrderState>;

export type OrderStatus = keyof typeof orderStates;
export const orderStatuses = Object.keys(orderStates) as OrderStatus[];

/** The bank has answered. */
export const isDecided = ({ status }: { status: OrderStatus }): boolean => orderStates[status].money !== 'awaited';
/** The money is there, and nothing of it on its way back. */
export const isPaid = ({ status }: { status: OrderStatus }): boolean =>
  orderStates[status].money === 'taken' && !orderStates[status].refund;

/** The states an order can be in apart from its refunds. */
export type OrderStage = {
  [S in OrderStatus]: (typeof orderStates)[S]['refund'] extends false ? S : never;
}[OrderStatus];

const isStage = (status: OrderStatus): status is OrderStage => !orderStates[status].refund;

/** Where an order is apart from its refunds: what is left of it when one ends before all of the money is back. */
export function stageOf({ timeline }: { timeline: readonly { status: OrderStatus }[] }): OrderStage {
  const stage = timeline.map(({ status }) => status).findLast(isStage);
  if (!stage) throw new RangeError('a timeline begins with a state that is no refund');
  return stage;
}
