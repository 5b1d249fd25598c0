import type { Dataset } from '@equipoise/core';

import type { GalleryEntry } from './entry.ts';

/**
 * The data of an entry, under its name.
 *
 * @param entry - The entry.
 * @param config - The seed, and how many training examples to keep.
 * @throws {@link @equipoise/core!DataError} when files are missing; says how to get them.
 */
export async function prepareEntry(
  entry: GalleryEntry,
  { seed, size }: { readonly seed: number; readonly size?: number | undefined },
): Promise<Dataset> {
  return { ...(await entry.prepare({ seed, ...(size !== undefined && { size }) })), name: entry.name };
}
