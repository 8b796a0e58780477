import type { Receiver } from 'rhea';
import type { Node } from '../broker/broker.ts';
import { dataSections, readMap, splitSections } from '../wire/codec.ts';
import { refusals, toBrokerError } from '../errors.ts';
import { parseEvent } from '../broker/event-hub.ts';
import { batchFormat, maxEventBatchSize, maxMessageSize, type AttachedLink, type LinkContext } from './link-context.ts';
import { parseMessage } from '../wire/message.ts';
import { amqpError, type ReceiverLink, type TransferContext } from './rhea-internals.ts';

/** The link of a client that sends to a queue, a topic or an event hub. */
export class ProducerLink implements AttachedLink {
  readonly #context: LinkContext;
  readonly #limit: number;
  readonly #take: (bytes: Buffer, isBatch: boolean) => void;

  constructor(context: LinkContext, link: Receiver, address: string) {
    this.#context = context;
    const node = context.broker.get(address);
    this.#limit = node.kind === 'hub' ? maxEventBatchSize : maxMessageSize;
    this.#take = node.kind === 'hub' ? eventTaker(node) : messageTaker(context, address);
    (link as ReceiverLink).local.attach.max_message_size = this.#limit;
    link.on('message', (transfer: TransferContext) => this.#onTransfer(transfer));
  }

  detached(): void {}

  #onTransfer({ message: bytes = Buffer.alloc(0), delivery }: TransferContext): void {
    try {
      this.#context.broker.journal.check();
      if (bytes.length > this.#limit) throw refusals.tooLarge(bytes.length, this.#limit);
      this.#take(bytes, delivery.format === batchFormat);
      this.#context.broker.journal.afterCommit(() => delivery.accept());
    } catch (error) {
      const refusal = toBrokerError(error);
      if (refusal.condition === 'amqp:internal-error') this.#context.log('send-failed', { error });
      delivery.reject(amqpError(refusal));
    }
  }
}

function messageTaker({ broker }: LinkContext, address: string): (bytes: Buffer, isBatch: boolean) => void {
  broker.destination(address);
  // Looked up for each message: an administrator may have replaced or deleted the entity.
  return (bytes, isBatch) =>
    void broker
      .destination(address)
      .send((isBatch ? dataSections(splitSections(bytes).body) : [bytes]).map(parseMessage));
}

function eventTaker({ hub, partitionId }: Extract<Node, { kind: 'hub' }>): (bytes: Buffer, isBatch: boolean) => void {
  if (partitionId !== undefined) hub.partition(partitionId);
  return (bytes, isBatch) => {
    if (!isBatch) return hub.append([parseEvent(bytes)], { partitionId });
    const { messageAnnotations, body } = splitSections(bytes);
    const key = readMap(messageAnnotations).find((entry) => entry.key === 'x-opt-partition-key')?.value;
    const events = dataSections(body).map(parseEvent);
    hub.append(
      typeof key === 'string' ? events.map((event) => ({ ...event, partitionKey: event.partitionKey ?? key })) : events,
      { partitionId },
    );
  };
}
