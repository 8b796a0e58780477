import type { BusinessMetric } from './description.ts';

/** Of the messages a pod set took, those that were done; what is retried or dead-lettered was not. */
export const messagesDone: BusinessMetric = {
  name: 'messages-done',
  good: 'messages_processed_total{verdict="complete"}',
  all: 'messages_processed_total',
  min: 90,
};
