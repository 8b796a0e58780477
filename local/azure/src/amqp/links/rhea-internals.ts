/**
 * What rhea 3.0.5 has and does not declare, as far as a broker needs it. Everything that depends on rhea's inner
 * workings is here, so that an upgrade has one place to check.
 */
import type { Socket } from 'node:net';
import rhea from 'rhea';
import type { AmqpError, Connection, Delivery, EventContext, Receiver, Sender, Session, Typed } from 'rhea';

/** The sending half of a session. */
interface Outgoing {
  readonly next_delivery_id: number;
  readonly next_pending_delivery: number;
  /** Places left for unsettled deliveries. */
  available(): number;
  /** Transfer frames that the peer still takes. */
  transfer_window(): number;
}

interface EndpointState {
  local_open: boolean;
  open_requests: number;
}

interface Attach {
  snd_settle_mode?: number;
  rcv_settle_mode?: number;
  max_message_size?: number;
  properties?: Record<string, unknown>;
}

/** A link on which the broker sends. */
export type SenderLink = Sender & {
  credit: number;
  delivery_count: number;
  _draining?: boolean;
  readonly _drained?: boolean;
  /** Whether the next flow answers a drain. */
  _get_drain: () => boolean;
  readonly session: Session & { readonly outgoing: Outgoing };
  readonly state: EndpointState;
  readonly local: { readonly attach: Attach };
};

/** A link on which the broker receives. */
export type ReceiverLink = Receiver & { readonly local: { readonly attach: Attach } };

/** A delivery on a {@link SenderLink}. */
export type OutgoingDelivery = Delivery & { settled: boolean; remote_settled: boolean };

/** An arriving transfer on an {@link adaptConnection | adapted connection}. */
export interface TransferContext extends Omit<EventContext, 'message'> {
  /** The encoded message; `undefined` when the transfer was empty. */
  message: Buffer | undefined;
  delivery: Delivery;
}

/** The address of a source or target; empty when the peer sent none, or something else. */
export function addressOf(terminus: { address?: unknown } | null | undefined): string {
  return typeof terminus?.address === 'string' ? terminus.address : '';
}

/** How many messages can be put on the link now without one being held back, and holding up others. */
export function sendCapacity(link: SenderLink): number {
  if (!link.is_open() || link.credit <= 0) return 0; // before the first flow, the session's window is unknown
  const { outgoing } = link.session;
  const pending = outgoing.next_delivery_id - outgoing.next_pending_delivery;
  return Math.min(link.credit - pending, outgoing.available(), outgoing.transfer_window() - pending);
}

/** Replaces how rhea answers a drain: also when the credit was just used up, once, and without counting it down. */
export function adaptSender(link: SenderLink): void {
  link._get_drain = () => {
    const { outgoing } = link.session;
    if (!link._draining || !link._drained || outgoing.next_pending_delivery < outgoing.next_delivery_id) return false;
    link.delivery_count += link.credit;
    link.credit = 0;
    link._draining = false;
    return true;
  };
}

/** Signals a draining receiver, after everything that was sent to it, that there is no more. */
export function finishDrain(link: SenderLink): void {
  if (!link._draining) return;
  link.set_drained(true);
  flush(link.connection);
}

/** Lets the peer wait for the answer to its attach, until `link.open()` or `link.close()`. */
export function holdAttach(link: SenderLink): void {
  link.state.local_open = false;
  link.state.open_requests = 0;
}

/**
 * Ends a delivery with an outcome of the broker. Receivers of Azure's SDKs settle second: they never confirm that they
 * have seen the outcome, and rhea would keep the delivery for ever.
 */
export function settleDelivery(delivery: Delivery, outcome: Typed): void {
  delivery.update(true, outcome);
  (delivery as OutgoingDelivery).remote_settled = true;
}

/** rhea makes outcomes and does not declare so. */
interface Outcomes {
  accepted(): { described(): Typed };
  rejected(fields: { error: AmqpError }): { described(): Typed };
}
const outcomes = rhea.message as typeof rhea.message & Outcomes;

/** The outcome of what the broker has done as it was asked. */
export const accepted = outcomes.accepted().described();

/** The outcome of what the broker refuses. */
export function rejected(error: { condition: string; message: string }): Typed {
  return outcomes.rejected({ error: amqpError(error) }).described();
}

export function amqpError({ condition, message }: { condition: string; message: string }): AmqpError {
  return { condition, description: message };
}

interface ArrayReader {
  read_array_items(count: number, type: { width: number }): unknown[];
}
const { Reader } = rhea.types as typeof rhea.types & { Reader: { prototype: ArrayReader } };
const mostEmptyItems = 65_536;

/** Keeps an array of billions of items without a byte, which a few broken bytes can announce, from filling the memory. */
export function limitEmptyArrays(): void {
  const { read_array_items: readItems } = Reader.prototype;
  if (readItems.name === 'readLimited') return;
  Reader.prototype.read_array_items = function readLimited(this: ArrayReader, count, type) {
    if (type.width === 0 && count > mostEmptyItems) throw new Error(`an array of ${count} items without content`);
    return readItems.call(this, count, type);
  };
}

interface Frame {
  channel: number;
  performative: { message_format?: number | null; first?: number; last?: number; handle?: number | null };
}

type InternalLink = Sender & { dispatch(event: string, context: unknown): void; _context(): unknown };

type Internals = Connection & {
  readonly remote_channel_map: Record<number, Session | undefined>;
  on_flow(frame: Frame): void;
  socket_ready: boolean;
  _process(): void;
  _register(): void;
  eof(): void;
  accept(socket: Socket): void;
  on_transfer(frame: Frame): void;
  on_disposition(frame: Frame): void;
};

const mostDispositions = 65_536;

/**
 * Prepares a connection of the broker, before it has its socket.
 * @param fail ends the connection: what rhea could not process in a later turn would otherwise end the process
 */
export function adaptConnection(connection: Connection, socket: Socket, fail: (error: unknown) => void): void {
  const internals = connection as Internals;
  const { on_transfer: onTransfer, on_disposition: onDisposition, on_flow: onFlow, _process: process } = internals;
  // rhea decodes messages of the standard format and drops the bytes; the broker keeps bytes and decodes little.
  internals.on_transfer = (frame) => {
    if (frame.performative.message_format === 0) frame.performative.message_format = null;
    onTransfer.call(connection, frame);
  };
  // rhea notifies a link only of its own credit; a session that takes transfers again also lets its links go on.
  internals.on_flow = (frame) => {
    onFlow.call(connection, frame);
    if (frame.performative.handle != null) return;
    internals.remote_channel_map[frame.channel]?.each_sender(
      (link: InternalLink) => link.dispatch('sender_flow', link._context()),
      () => true,
    );
  };
  // rhea visits every number of a range, also of one that a broken peer made up.
  internals.on_disposition = (frame) => {
    const { first = 0, last } = frame.performative;
    if ((last ?? first) - first > mostDispositions) throw new Error('a disposition covers too many deliveries');
    onDisposition.call(connection, frame);
  };
  // rhea writes every frame by itself; the frames of one turn leave together.
  internals._process = () => {
    socket.cork();
    try {
      process.call(connection);
    } catch (error) {
      fail(error);
    } finally {
      socket.uncork();
    }
  };
}

/** Starts the connection on its socket. */
export function acceptSocket(connection: Connection, socket: Socket): void {
  (connection as Internals).accept(socket);
}

/** Ends the timers of a connection whose socket is gone, and keeps later answers from starting new ones. */
export function endConnection(connection: Connection): void {
  const internals = connection as Internals;
  internals.eof();
  internals.socket_ready = false;
}

function flush(connection: Connection): void {
  (connection as Internals)._register();
}
