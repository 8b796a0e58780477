export * from './apis/notification-api.ts';
export * from './apis/order-api.ts';
export * from './apis/payment-api.ts';
export * from './apis/product-api.ts';
export * from './brand.ts';
export * from './catalogue-import.ts';
export * from './catalogue.ts';
export * from './client.ts';
export { countries } from './countries.ts';
export * from './hash.ts';
export * from './ids.ts';
export * from './messages.ts';
export * from './money.ts';
export * from './notifications.ts';
export * from './openapi.ts';
export * from './operation.ts';
export {
  isDecided,
  isPaid,
  orderEventTypes,
  type OrderEventType,
  type OrderStage,
  type OrderState,
  orderStates,
  orderStatuses,
  stageOf,
  type TimelineAhead,
} from './order-states.ts';
export * from './orders.ts';
export * from './payments.ts';
export * from './people.ts';
export * from './problem-codes.ts';
export * from './problem.ts';
export * from './test-cards.ts';
export * from './text.ts';
export * from './topology.ts';
