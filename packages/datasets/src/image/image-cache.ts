/**
 * Keeps the images that were asked for last.
 *
 * @param read - Reads an image by its row.
 * @param most - How many are kept at most.
 * @returns Gives an image by its row.
 */
export function imageCache(
  read: (row: number) => Promise<Uint8Array>,
  most: number,
): (row: number) => Promise<Uint8Array> {
  const kept = new Map<number, Uint8Array>();
  return async (row) => {
    const known = kept.get(row);
    const image = known ?? (await read(row));
    if (known) kept.delete(row); // It is the last one from now on.
    kept.set(row, image);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return image;
  };
}
