import rhea, { type Receiver, type Sender, type Session } from 'rhea';
import { BrokerError, toBrokerError } from '../errors.ts';
import type { AttachedLink, LinkContext } from './link-context.ts';
import { addressOf, type OutgoingDelivery, type TransferContext } from './rhea-internals.ts';

/** A request to `$cbs` or a management node. */
export interface ManagementRequest {
  operation: string;
  properties: Record<string, unknown>;
  body: unknown;
}

/** `status` is 200 when it is left out. */
export interface ManagementReply {
  status?: number;
  body?: unknown;
}

/** The link on which a client sends requests; replies go to its other link with the same address. */
export class RequestLink implements AttachedLink {
  readonly #context: LinkContext;
  readonly #session: Session;
  readonly #address: string;
  readonly #answer: (request: ManagementRequest) => ManagementReply;

  constructor(
    context: LinkContext,
    link: Receiver,
    target: { address: string; answer: (request: ManagementRequest) => ManagementReply },
  ) {
    this.#context = context;
    this.#session = link.session;
    this.#address = target.address;
    this.#answer = target.answer;
    link.on('message', (transfer: TransferContext) => this.#onRequest(transfer));
  }

  detached(): void {}

  #onRequest({ message: bytes = Buffer.alloc(0), delivery }: TransferContext): void {
    delivery.accept();
    let request: ReturnType<typeof rhea.message.decode>;
    try {
      request = rhea.message.decode(bytes);
    } catch (error) {
      this.#context.log('request-malformed', { address: this.#address, error });
      return; // without a message id there is nobody to answer
    }
    const reply = this.#reply(request);
    const { journal } = this.#context.broker;
    const answer = () => {
      const link = this.#replyLink(request['reply_to']);
      if (link?.is_open())
        (
          link.send({ correlation_id: request['message_id'] as string | number | Buffer, ...reply }) as OutgoingDelivery
        ).settled = true;
    };
    // While nothing can be written there is nothing to wait for.
    if (journal.isPaused) answer();
    else journal.afterCommit(answer);
  }

  #reply(request: ReturnType<typeof rhea.message.decode>): { application_properties: object; body: unknown } {
    try {
      const properties = (request['application_properties'] ?? {}) as Record<string, unknown>;
      const { operation } = properties;
      if (typeof operation !== 'string')
        throw new BrokerError('com.microsoft:argument-error', 'The operation is missing.');
      const { status = 200, body } = this.#answer({ operation, properties, body: request['body'] as unknown });
      return { application_properties: statusProperties(status, 'OK'), body: body ?? {} };
    } catch (error) {
      const refusal = toBrokerError(error);
      if (refusal.condition === 'amqp:internal-error') this.#context.log('request-failed', { error });
      return {
        application_properties: {
          ...statusProperties(refusal.status, refusal.message),
          errorCondition: rhea.types.wrap_symbol(refusal.condition),
          'error-condition': rhea.types.wrap_symbol(refusal.condition),
        },
        body: {},
      };
    }
  }

  #replyLink(replyTo: unknown): Sender | undefined {
    const links: Sender[] = [];
    const sameNode = (link: Sender) => addressOf(link.source).toLowerCase() === this.#address.toLowerCase();
    this.#session.each_sender((link: Sender) => links.push(link), sameNode);
    return links.find((link) => link.name === replyTo || addressOf(link.target) === replyTo) ?? links[0];
  }
}

/** Service Bus and Event Hubs spell these differently, and the SDKs read either. */
function statusProperties(status: number, description: string): object {
  const code = rhea.types.wrap_int(status);
  return { statusCode: code, 'status-code': code, statusDescription: description, 'status-description': description };
}
