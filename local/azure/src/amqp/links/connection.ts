import type { Socket } from 'node:net';
import type { Connection, Container, EventContext, Receiver, Sender } from 'rhea';
import type { Broker } from '../broker/broker.ts';
import type { AccessKey } from '../shared-access-signature.ts';
import { Claims } from './claims.ts';
import { ConsumerLink } from './consumer-link.ts';
import { refusals, toBrokerError } from '../errors.ts';
import { manageHub } from './hub-management.ts';
import type { AttachedLink, LinkContext } from './link-context.ts';
import type { Log } from '../log.ts';
import { manageEntity } from './management.ts';
import { ProducerLink } from './producer-link.ts';
import { ReaderLink } from './reader-link.ts';
import { RequestLink, type ManagementReply, type ManagementRequest } from './request-link.ts';
import { acceptSocket, adaptConnection, addressOf, amqpError, endConnection } from './rhea-internals.ts';

const managementSuffix = /(?:^|\/)\$management$/i;
const cbsAddress = '$cbs';
/** Transfers that a sender may have under way. */
const sendCredit = 1_000;
const idleTimeoutMs = 60_000;
const maxFrameSize = 256 * 1024;
/** Not declared for connections, but read by rhea for the links that the peer attaches. */
const linkOptions = {
  receiver_options: { credit_window: sendCredit, autoaccept: false },
  sender_options: { autosettle: false, treat_modified_as_released: false },
};

export interface BrokerConnectionOptions {
  broker: Broker;
  accessKey: AccessKey;
  log: Log;
  /** How long a client may take until its AMQP connection is open. */
  openWithinMs: number;
}

/** Serves one client. Whatever goes wrong with it ends its link or its connection, nothing else. */
export class BrokerConnection {
  readonly #context: LinkContext;
  readonly #socket: Socket;
  readonly #links = new Map<Sender | Receiver, AttachedLink>();

  constructor(container: Container, socket: Socket, options: BrokerConnectionOptions) {
    const { broker, accessKey, log, openWithinMs } = options;
    this.#context = { broker, claims: new Claims(accessKey), log };
    this.#socket = socket;
    socket.setNoDelay(true);
    const connection = container.create_connection({
      port: 0,
      max_frame_size: maxFrameSize,
      idle_time_out: idleTimeoutMs,
      ...linkOptions,
    });
    this.#listen(connection);
    // Whoever connects and then says nothing, or not enough, does not keep the socket.
    const deadline = setTimeout(() => socket.destroy(), openWithinMs);
    connection.once('connection_open', () => clearTimeout(deadline));
    socket.on('close', () => {
      clearTimeout(deadline);
      endConnection(connection);
      this.#detachAll(() => true);
    });
    adaptConnection(connection, socket, (error) => {
      log('connection-error', { error });
      socket.destroy();
    });
    acceptSocket(connection, socket);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(connection: Connection): void {
    connection.on('receiver_open', ({ receiver }: EventContext) => {
      if (receiver) this.#attach(receiver, () => this.#attachProducer(receiver));
    });
    connection.on('sender_open', ({ sender }: EventContext) => {
      if (sender) this.#attach(sender, () => this.#attachConsumer(sender));
    });
    connection.on('receiver_close', ({ receiver }: EventContext) => this.#detach(receiver));
    connection.on('sender_close', ({ sender }: EventContext) => this.#detach(sender));
    connection.on('session_close', ({ session }: EventContext) => this.#detachAll((link) => link.session === session));
    for (const event of ['protocol_error', 'error'])
      connection.on(event, (error: unknown) => this.#context.log('connection-error', { error }));
    // Without listeners, rhea reports these on the console or throws; the socket's end is all that matters here.
    for (const event of quietEvents) connection.on(event, () => {});
  }

  #attach(link: Sender | Receiver, open: () => AttachedLink | undefined): void {
    try {
      const attached = open();
      if (attached) this.#links.set(link, attached);
    } catch (error) {
      const refusal = toBrokerError(error);
      if (refusal.condition === 'amqp:internal-error') this.#context.log('attach-failed', { error });
      link.close(amqpError(refusal));
    }
  }

  /** A client that sends. */
  #attachProducer(link: Receiver): AttachedLink {
    const address = addressOf(link.target);
    link.set_target({ address });
    link.set_source({ address: addressOf(link.source) });
    if (address === cbsAddress)
      return new RequestLink(this.#context, link, { address, answer: (request) => this.#putToken(request) });
    this.#context.claims.check(address, Date.now());
    if (!managementSuffix.test(address)) return new ProducerLink(this.#context, link, address);
    const entity = address.replace(managementSuffix, '');
    return new RequestLink(this.#context, link, { address, answer: (request) => this.#manage(entity, request) });
  }

  /** A client that receives. */
  #attachConsumer(link: Sender): AttachedLink | undefined {
    const address = addressOf(link.source);
    link.set_target({ address: addressOf(link.target) });
    link.set_source({ address });
    if (address === cbsAddress) return undefined;
    this.#context.claims.check(address, Date.now());
    if (managementSuffix.test(address)) return undefined;
    const node = this.#context.broker.get(address);
    if (node.kind === 'hub') return new ReaderLink(this.#context, link, address, node);
    return new ConsumerLink(this.#context, link, address);
  }

  #putToken({ operation, properties: { name, type }, body }: ManagementRequest): ManagementReply {
    if (operation !== 'put-token' || typeof name !== 'string') throw refusals.unknownOperation(operation);
    const address = this.#context.claims.put(name, { type, value: body }, Date.now());
    const entity = address.replace(managementSuffix, '');
    const node = this.#context.broker.get(entity);
    if (node.kind === 'hub' && node.consumerGroup !== undefined) node.hub.checkConsumerGroup(node.consumerGroup);
    return { status: 202 };
  }

  #manage(address: string, request: ManagementRequest): ManagementReply {
    const isHub = address === '' || this.#context.broker.find(address)?.kind === 'hub';
    return isHub ? manageHub(this.#context.broker, request) : manageEntity(this.#context.broker, address, request);
  }

  #detach(link: Sender | Receiver | undefined): void {
    const attached = link && this.#links.get(link);
    if (!link || !attached) return;
    this.#links.delete(link);
    attached.detached();
  }

  #detachAll(which: (link: Sender | Receiver) => boolean): void {
    for (const link of [...this.#links.keys()]) if (which(link)) this.#detach(link);
  }
}

const quietEvents = [
  'connection_error',
  'connection_close',
  'session_error',
  'sender_error',
  'receiver_error',
  'disconnected',
];
