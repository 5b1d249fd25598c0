import { reasonOf, StorageError } from '@equipoise/core';

import type { DatasetName } from '../registry.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { cacheFolder } from './cache-folder.ts';
import { placeOf } from './fetch-files.ts';
import { datasetCard } from './get-dataset.ts';
import { partsOf, sourceOf } from './parts.ts';

/**
 * Removes the files of a data set from the cache: those of its card, what is known of them, and parts that came; nothing else that lies
 * there.
 *
 * @param name - The data set.
 * @param cache - The cache, where it is not the usual one.
 * @returns Bytes that were freed.
 * @throws {@link @equipoise/core!DataError} when there is no such data set.
 * @throws {@link @equipoise/core!StorageError} when a file cannot be removed.
 */
export function removeDataset(name: DatasetName, cache?: string): number {
  const { files = [] } = datasetCard(name);
  const node = nodeProcess(name);
  const { rmdirSync, rmSync, statSync } = node.getBuiltinModule('node:fs');
  const path = node.getBuiltinModule('node:path');
  const root = cacheFolder(name, cache);
  const folders = new Set<string>([root]);
  let freed = 0;
  for (const file of files) {
    const place = placeOf(name, file, cache);
    const parts = partsOf(name, place.path).flatMap((part) => [part, sourceOf(place.path, part)]);
    for (const own of [place.path, place.record, ...parts]) {
      try {
        freed += statSync(own, { throwIfNoEntry: false })?.size ?? 0;
        rmSync(own, { force: true });
      } catch (error) {
        throw new StorageError(`${own} cannot be removed: ${reasonOf(error)}.`, { cause: error });
      }
      for (let folder = path.dirname(own); folder.length > root.length; folder = path.dirname(folder))
        folders.add(folder);
    }
  }
  const deepestFirst = [...folders].sort((a, b) => b.length - a.length);
  for (const folder of deepestFirst) {
    try {
      rmdirSync(folder);
    } catch {
      // It is not there, or holds what is not ours.
    }
  }
  return freed;
}
