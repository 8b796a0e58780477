/** A set of small numbers (slots), one bit each. All sets that are combined have the same length. */
export type Bits = Uint32Array;

export const noBits = (capacity: number): Bits => new Uint32Array(Math.ceil(capacity / 32));

/** A copy with room for `capacity` slots. */
export function withCapacity(bits: Bits, capacity: number): Bits {
  const larger = noBits(capacity);
  larger.set(bits);
  return larger;
}

export const has = (bits: Bits, slot: number): boolean => ((bits[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0;

export function add(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) | (1 << (slot & 31));
}

export function remove(bits: Bits, slot: number): void {
  bits[slot >>> 5] = (bits[slot >>> 5] ?? 0) & ~(1 << (slot & 31));
}

/** What is in all of the sets; a copy. */
export function intersection(first: Bits, others: readonly Bits[]): Bits {
  const result = first.slice();
  for (const other of others)
    for (let word = 0; word < result.length; word++) result[word] = (result[word] ?? 0) & (other[word] ?? 0);
  return result;
}

/** What is in any of the sets. */
export function union(sets: readonly Bits[], capacity: number): Bits {
  const result = noBits(capacity);
  for (const set of sets)
    for (let word = 0; word < result.length; word++) result[word] = (result[word] ?? 0) | (set[word] ?? 0);
  return result;
}

/** How many are in both. */
export function countBoth(a: Bits, b: Bits): number {
  let count = 0;
  for (let word = 0; word < a.length; word++) count += ones((a[word] ?? 0) & (b[word] ?? 0));
  return count;
}

/** Calls `visit` with every slot of the set, the smallest first. */
export function each(bits: Bits, visit: (slot: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word] ?? 0;
    while (rest !== 0) {
      visit((word << 5) + (31 - Math.clz32(rest & -rest)));
      rest &= rest - 1;
    }
  }
}

/** The number of one bits in a word. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
