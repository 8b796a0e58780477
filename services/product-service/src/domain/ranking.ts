/** Slots kept in one order, so that no request sorts anything. */
export interface Ranking {
  /** Every slot, in order. Read only; valid until the next change. */
  readonly slots: Int32Array;
  /** Takes all slots at once. */
  load(slots: Iterable<number>): void;
  /** Puts one in; its keys must be set before. */
  insert(slot: number): void;
  /** Takes one out; its keys may have changed already. */
  remove(slot: number): void;
}

/** @param compare never 0 for two slots: ties are broken by something unique */
export function createRanking(compare: (a: number, b: number) => number): Ranking {
  let room = new Int32Array(64);
  let length = 0;

  const positionFor = (slot: number) => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(room[middle] ?? 0, slot) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get slots() {
      return room.subarray(0, length);
    },
    load(slots) {
      const sorted = [...slots].sort(compare);
      length = sorted.length;
      room = new Int32Array(Math.max(64, length * 2));
      room.set(sorted);
    },
    insert(slot) {
      if (length === room.length) {
        const larger = new Int32Array(length * 2);
        larger.set(room);
        room = larger;
      }
      const position = positionFor(slot);
      room.copyWithin(position + 1, position, length);
      room[position] = slot;
      length++;
    },
    remove(slot) {
      const position = room.subarray(0, length).indexOf(slot);
      if (position < 0) return;
      room.copyWithin(position, position + 1, length);
      length--;
    },
  };
}
