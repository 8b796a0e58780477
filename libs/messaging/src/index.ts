export * from './consumer.ts';
export * from './dead-letters.ts';
export * from './event-hubs.ts';
export * from './inbox.ts';
export * from './outbox.ts';
export * from './processing.ts';
export * from './publisher.ts';
export * from './service-bus.ts';
