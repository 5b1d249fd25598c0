import { didYouMean, EquipoiseError, listed, show } from '@equipoise/core';

import type { GalleryEntry } from './entry.ts';
import { marketing } from './entries/marketing.ts';

/** The entries of the gallery, in the order of its index: one line each. */
const entries: readonly GalleryEntry[] = [
  marketing, //
];

/** The entries of the gallery by name, in the order of its index. */
export const gallery: ReadonlyMap<string, GalleryEntry> = new Map(entries.map((entry) => [entry.name, entry]));

/**
 * An entry of the gallery by its name.
 *
 * @param name - The name, of whatever origin.
 * @throws {@link @equipoise/core!EquipoiseError} when there is none; names the nearest one.
 */
export function galleryEntry(name: string): GalleryEntry {
  const entry = gallery.get(name);
  if (entry) return entry;
  const names = [...gallery.keys()];
  throw new EquipoiseError(
    `gallery: there is no entry ${show(name)}${didYouMean(name, names)}: it must be one of ${listed(names)}.`,
  );
}
