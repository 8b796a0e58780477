/** How the memory of one Node process is divided, in MiB. */
export interface MemoryBudget {
  /** All that the process may take: the container's limit, or what the launcher grants. */
  readonly totalMb: number;
  /** V8's old generation: what lives long. */
  readonly oldSpaceMb: number;
  /** One of the three equal parts of V8's young generation: what most requests make and drop. */
  readonly semiSpaceMb: number;
  /** The rest: Node itself, code, buffers, SQLite's pages, threads. */
  readonly nativeMb: number;
}

/** Below this Node itself has no room. */
export const smallestBudgetMb = 96;

/**
 * Divides the memory of a Node process. Both generations are bounded: a young generation that may grow past what is left of the old one
 * turns each of its collections into a full one, and the one that Node chooses by itself in a small container is too small for a server.
 * @throws RangeError for less than {@link smallestBudgetMb}
 */
export function memoryBudget(totalMb: number): MemoryBudget {
  if (!(totalMb >= smallestBudgetMb))
    throw new RangeError(
      `a Node process needs a memory budget of at least ${smallestBudgetMb} MiB, got ${totalMb}; raise its memory limit`,
    );
  const semiSpaceMb = totalMb >= 768 ? 16 : totalMb >= 256 ? 8 : totalMb >= 160 ? 4 : 2;
  const oldSpaceMb = Math.floor(totalMb * 0.75) - 3 * semiSpaceMb;
  return { totalMb, oldSpaceMb, semiSpaceMb, nativeMb: totalMb - oldSpaceMb - 3 * semiSpaceMb };
}

/** The budget as options of Node, on its command line or in NODE_OPTIONS. */
export function memoryFlags(totalMb: number): readonly [oldSpace: string, semiSpace: string] {
  const { oldSpaceMb, semiSpaceMb } = memoryBudget(totalMb);
  return [`--max-old-space-size=${oldSpaceMb}`, `--max-semi-space-size=${semiSpaceMb}`];
}
