import { maxHops, type Settlement } from './entity.ts';
import { changeProperties, type Content } from '../wire/message.ts';

/** Why a message is dead-lettered, and what is noted in its application properties. */
export type DeadLetterCause = Omit<Extract<Settlement, { outcome: 'dead-letter' }>, 'outcome'>;

/** The reasons that Azure gives: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues */
export const causes = {
  tooManyDeliveries: (count: number): DeadLetterCause => ({
    reason: 'MaxDeliveryCountExceeded',
    description: `Message could not be consumed after ${count} delivery attempts.`,
  }),
  expired: { reason: 'TTLExpiredException', description: 'The message expired and was dead lettered.' },
  tooManyHops: {
    reason: 'MaxTransferHopCountExceeded',
    description: `The message was forwarded more than ${maxHops} times.`,
  },
  withoutSession: {
    reason: 'Session ID is null.',
    description: "Session enabled entity doesn't allow a message whose session identifier is null.",
  },
};

/** The content of a dead letter. */
export function deadLetterContent(content: Content, { reason, description, properties }: DeadLetterCause): Content {
  return withProperties(content, {
    ...properties,
    ...(reason !== undefined && { DeadLetterReason: reason }),
    ...(description !== undefined && { DeadLetterErrorDescription: description }),
  });
}

/** A copy with these application properties; the same content when there are none. */
export function withProperties(content: Content, properties: Record<string, unknown> = {}): Content {
  const user = new Map(Object.entries(properties));
  return user.size > 0 ? changeProperties(content, { user }) : content;
}
