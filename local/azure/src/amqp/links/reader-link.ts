import type { Sender } from 'rhea';
import { encodeEvent } from './delivery.ts';
import { BrokerError } from '../errors.ts';
import type { EventReader, Partition } from '../broker/event-hub.ts';
import type { StoredEvent } from '../storage/event-log.ts';
import type { AttachedLink, LinkContext } from './link-context.ts';
import { adaptSender, amqpError, finishDrain, sendCapacity, type SenderLink } from './rhea-internals.ts';
import type { Node } from '../broker/broker.ts';

const selectorFilter = 'apache.org:selector-filter:string';
const metrics = 'com.microsoft:enable-receiver-runtime-metric';
const settled = 1;

/** The link of a client that reads a partition of an event hub. */
export class ReaderLink implements AttachedLink, EventReader {
  readonly consumerGroup: string;
  readonly ownerLevel: number | undefined;
  next: number;
  readonly #context: LinkContext;
  readonly #link: SenderLink;
  readonly #partition: Partition;
  readonly #tracksNewest: boolean;
  #tag = 0;

  constructor(context: LinkContext, sender: Sender, address: string, node: Extract<Node, { kind: 'hub' }>) {
    const { hub, consumerGroup, partitionId } = node;
    if (consumerGroup === undefined || partitionId === undefined)
      throw new BrokerError(
        'amqp:not-allowed',
        `Read from a partition: '${hub.name}/ConsumerGroups/<group>/Partitions/<id>', not '${address}'.`,
      );
    hub.checkConsumerGroup(consumerGroup);
    this.#context = context;
    this.#link = sender as SenderLink;
    adaptSender(this.#link);
    this.#partition = hub.partition(partitionId);
    this.consumerGroup = consumerGroup.toLowerCase();
    this.ownerLevel = optionalNumber(sender.properties?.['com.microsoft:epoch']);
    this.next = this.#partition.positionOf(optionalText(sender.source?.filter?.[selectorFilter]));
    this.#tracksNewest = [sender.desired_capabilities ?? []].flat().map(String).includes(metrics);
    sender.set_source({ address });
    this.#link.local.attach.snd_settle_mode = settled;
    sender.on('sender_flow', () => this.#partition.pump());
    this.#partition.addReader(this);
  }

  capacity(): number {
    return sendCapacity(this.#link);
  }

  deliver(event: StoredEvent): void {
    const last = this.#tracksNewest
      ? { ...this.#partition.log.last, readAt: this.#context.broker.scheduler.now() }
      : undefined;
    const tag = Buffer.allocUnsafe(4);
    tag.writeUInt32BE(this.#tag++ >>> 0);
    this.#link.send(encodeEvent(event, last), tag, 0);
  }

  idle(): void {
    finishDrain(this.#link);
  }

  close(reason: BrokerError): void {
    this.#link.close(amqpError(reason));
  }

  detached(): void {
    this.#partition.removeReader(this);
  }
}

function optionalNumber(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return Buffer.isBuffer(value) ? Number(value.readBigInt64BE()) : Number(value);
}

/** The selector comes as a described string. */
function optionalText(value: unknown): string | undefined {
  const plain: unknown = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  return typeof plain === 'string' ? plain : undefined;
}
