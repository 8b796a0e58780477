/** Something with a place in an order. */
interface Sequenced {
  readonly sequence: number;
}

/**
 * Messages to deliver, in the order of their sequence numbers. Made for messages that come in order and leave from the
 * front; one that comes back goes to its old place.
 */
export class ReadyList<Message extends Sequenced> {
  #messages: (Message | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#messages.length - this.#head;
  }

  add(message: Message): void {
    const last = this.#messages.at(-1);
    if (this.length === 0 || !last || last.sequence < message.sequence) this.#messages.push(message);
    else this.#messages.splice(this.#placeOf(message.sequence), 0, message);
  }

  take(): Message | undefined {
    const message = this.#messages[this.#head];
    if (!message) return undefined;
    this.#messages[this.#head++] = undefined;
    if (this.#head > 1_024 && this.#head * 2 > this.#messages.length) {
      this.#messages = this.#messages.slice(this.#head);
      this.#head = 0;
    }
    return message;
  }

  remove({ sequence }: Sequenced): void {
    const place = this.#placeOf(sequence);
    if (this.#messages[place]?.sequence !== sequence) return;
    if (place === this.#head) this.take();
    else this.#messages.splice(place, 1);
  }

  /** Drops all but the first `length`. Returns the sequence number of the last that is left. */
  shorten(length: number): number {
    this.#messages.length = Math.min(this.#messages.length, this.#head + length);
    return this.#messages.at(-1)?.sequence ?? 0;
  }

  /** The first place whose message is not before `sequence`. */
  #placeOf(sequence: number): number {
    let [low, high] = [this.#head, this.#messages.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#messages[middle]?.sequence ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
