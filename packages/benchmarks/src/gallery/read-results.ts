import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { DocumentError, readDocument } from '@equipoise/core';

import { gallery } from './registry.ts';
import { type GalleryResult, galleryResultDocument } from './result-schema.ts';

/**
 * The results of the gallery that a folder holds, in the order of its index; those of entries that do not exist are left out.
 *
 * @param folder - The folder; none are in one that does not exist.
 * @throws {@link @equipoise/core!DocumentError} when a file of an entry's name is no whole result, or that of another entry.
 */
export function readGalleryResults(folder: string): readonly GalleryResult[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return [...gallery.keys()].flatMap((name) => {
    const file = `${name}.json`;
    if (!files.includes(file)) return [];
    const result = readDocument(join(folder, file), galleryResultDocument);
    if (result?.name === name) return [result];
    throw new DocumentError(`${join(folder, file)} is not a whole ${galleryResultDocument.kind} of ${name}.`);
  });
}
