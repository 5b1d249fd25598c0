/** Examples that are computed together at most. */
const largest = 256;

/** Some consecutive examples that are computed together. */
export interface Chunk {
  /** The index of the first one. */
  readonly start: number;
  /** Their indices. */
  readonly indices: readonly number[];
  /** How many rows the batch has; those beyond the examples are padding. */
  readonly size: number;
  /** The index of the example in each row of the batch: padding repeats the first. */
  readonly rows: Uint32Array;
}

/**
 * Divides examples into chunks of at most 256. Each is padded to the next power of two, or to 256 after a first full one,
 * so that any number of examples is computed with at most nine shapes, each of which the compiler traces once.
 *
 * @param total - How many examples there are.
 */
export function* chunks(total: number): Generator<Chunk> {
  const size = total > largest ? largest : 2 ** Math.ceil(Math.log2(total));
  for (let start = 0; start < total; start += size) {
    const count = Math.min(size, total - start);
    const indices = Array.from({ length: count }, (_, index) => start + index);
    yield { start, indices, size, rows: Uint32Array.from({ length: size }, (_, row) => indices[row] ?? start) };
  }
}
