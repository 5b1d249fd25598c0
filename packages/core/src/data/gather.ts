/** From this length on, `set` copies a row faster than a loop. */
const longRow = 16;

/**
 * Rows of an array of examples, in a new array.
 *
 * @param from - The examples one after the other.
 * @param indices - Which ones.
 * @param width - Values of an example.
 */
export function gatherRows<Values extends Float32Array | Int32Array | Uint8Array>(
  from: Values,
  indices: Uint32Array,
  width: number,
): Values {
  const to = new (from.constructor as new (length: number) => Values)(indices.length * width);
  if (width >= longRow) {
    touch(from, to, indices, width);
    indices.forEach((row, index) => {
      to.set(from.subarray(row * width, (row + 1) * width), index * width);
    });
    return to;
  }
  for (let index = 0; index < indices.length; index += 1) {
    const start = (indices[index] ?? 0) * width;
    for (let at = 0; at < width; at += 1) to[index * width + at] = from[start + at] ?? 0;
  }
  return to;
}

/** Numbers of a cache line. */
const line = 16;

/** Reads a number of each cache line first: these reads wait for the memory together, those of row after row one after the other. */
function touch(
  from: Float32Array | Int32Array | Uint8Array,
  to: Float32Array | Int32Array | Uint8Array,
  indices: Uint32Array,
  width: number,
): void {
  for (let index = 0; index < indices.length; index += 1) {
    const start = (indices[index] ?? 0) * width;
    for (let at = 0; at < width; at += line) to[index * width + at] = from[start + at] ?? 0;
  }
}

/**
 * The rows that are marked.
 *
 * @param mask - 1 for each row that is.
 */
export function markedRows(mask: Uint8Array): Uint32Array {
  return Uint32Array.from(mask.keys()).filter((row) => mask[row] === 1);
}
