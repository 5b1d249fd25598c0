import { byte, byteAt } from './bytes.ts';

/**
 * Leaves lines at the beginning of a text out.
 *
 * @param pieces - The text as UTF-8.
 * @param count - How many lines.
 */
export async function* withoutFirstLines(
  pieces: AsyncGenerator<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array> {
  let left = count;
  let returned = false;
  for await (const piece of pieces) {
    let start = 0;
    while (left > 0 && start < piece.length) {
      const value = byteAt(piece, start);
      // The LF of a CR LF belongs to the line that its CR has ended.
      if (value === byte.carriageReturn || (value === byte.lineFeed && !returned)) left -= 1;
      returned = value === byte.carriageReturn;
      start += 1;
    }
    if (left > 0) continue;
    if (returned && start < piece.length) {
      if (byteAt(piece, start) === byte.lineFeed) start += 1;
      returned = false;
    }
    if (start < piece.length) yield piece.subarray(start);
  }
}

/**
 * Leaves lines at the end of a text out; blank ones are left out besides, and not counted.
 *
 * @param pieces - The text as UTF-8.
 * @param count - How many lines.
 */
export async function* withoutLastLines(pieces: AsyncGenerator<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  for await (const piece of pieces) {
    const all = new Uint8Array(held.length + piece.length);
    all.set(held);
    all.set(piece, held.length);
    // One line more than asked for: the last may go on in the next piece.
    const end = startOfLast(all, count + 1);
    if (end > 0) yield all.subarray(0, end);
    held = all.slice(end);
  }
  const end = startOfLast(held, count);
  if (end > 0) yield held.subarray(0, end);
}

/** Where the last lines that are not blank start. */
function startOfLast(bytes: Uint8Array, count: number): number {
  let end = bytes.length;
  for (let left = count; left > 0 && end > 0;) {
    let start = end;
    let blank = true;
    while (start > 0 && (start === end || !isLineEnd(byteAt(bytes, start - 1)))) {
      start -= 1;
      const value = byteAt(bytes, start);
      if (!isLineEnd(value) && value !== byte.space && value !== byte.tab) blank = false;
    }
    end = start;
    if (!blank) left -= 1;
  }
  return end;
}

function isLineEnd(value: number): boolean {
  return value === byte.lineFeed || value === byte.carriageReturn;
}
