import rhea from 'rhea';
import type { Broker } from '../broker/broker.ts';
import { BrokerError, refusals } from '../errors.ts';
import type { EventHub } from '../broker/event-hub.ts';
import type { ManagementReply, ManagementRequest } from './request-link.ts';

const { types } = rhea;
const stringType = 0xa1;

/** Answers one request to the `$management` node of Event Hubs: what hubs and partitions there are. @throws BrokerError */
export function manageHub(broker: Broker, { operation, properties }: ManagementRequest): ManagementReply {
  const { name, type, partition } = properties;
  const node = typeof name === 'string' ? broker.find(name) : undefined;
  if (node?.kind !== 'hub') throw refusals.entityNotFound(String(name));
  if (operation === 'READ' && type === 'com.microsoft:eventhub') return { body: describeHub(node.hub) };
  if (operation === 'READ' && type === 'com.microsoft:partition')
    return { body: describePartition(node.hub, String(partition)) };
  throw new BrokerError('amqp:not-implemented', `The operation '${operation}' of '${String(type)}' is not known here.`);
}

function describeHub({ name, createdAt, partitions }: EventHub): object {
  return {
    name,
    type: 'com.microsoft:eventhub',
    created_at: types.wrap_timestamp(createdAt),
    partition_count: types.wrap_int(partitions.length),
    partition_ids: types.wrap_array(
      partitions.map(({ id }) => id),
      stringType,
      undefined,
    ),
    georeplication_factor: types.wrap_int(1),
  };
}

function describePartition(hub: EventHub, id: string): object {
  const { log } = hub.partition(id);
  return {
    name: hub.name,
    type: 'com.microsoft:partition',
    partition: id,
    begin_sequence_number: types.wrap_long(log.first),
    last_enqueued_sequence_number: types.wrap_long(log.last.sequence),
    last_enqueued_offset: String(log.last.offset),
    last_enqueued_time_utc: types.wrap_timestamp(log.last.enqueuedAt),
    is_partition_empty: log.isEmpty,
  };
}
