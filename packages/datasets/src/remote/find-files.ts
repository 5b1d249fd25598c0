import { DataError, InvalidOptionError, isRecord } from '@equipoise/core';

import type { DatasetCard, FileLoadOptions } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { cacheFolder, checkFolder, fileIn } from './cache-folder.ts';
import { checkFile } from './check-file.ts';
import { fetchFiles, placeOf } from './fetch-files.ts';
import type { RemoteFile } from './remote-file.ts';

/** Where a file of a data set lies, by its {@link RemoteFile.path}. */
export type FindFile = (path: string) => string;

/**
 * Finds the files of a data set: in the cache, where they must be whole and the right ones, or in a folder of the user's, which are taken
 * as they are.
 *
 * @param card - The data set.
 * @param options - Where its files are, and whether to fetch them.
 * @returns Gives the path of a file.
 * @throws {@link @equipoise/core!DataError} when a file is missing or broken; the message says how to get it.
 * @throws {@link DownloadError} when it is to be fetched and cannot be.
 */
export async function findFiles(card: DatasetCard, options: FileLoadOptions): Promise<FindFile> {
  const { name } = card;
  const { folder, cache, download = false } = options;
  if (folder !== undefined) checkFolder(name, 'folder', folder);
  if (typeof download !== 'boolean' && !isRecord(download)) {
    throw new InvalidOptionError(name, 'download', 'true, false, or how to fetch', download);
  }
  const paths = folder === undefined ? await inCache(card, cache, download) : inFolder(card, folder, options);
  const base = folder ?? cacheFolder(name, cache);
  return (path) => paths.get(path) ?? fileIn(name, base, path);
}

type Download = NonNullable<FileLoadOptions['download']>;
type Paths = ReadonlyMap<string, string>;

async function inCache(card: DatasetCard, cache: string | undefined, download: Download): Promise<Paths> {
  const { name, files = [] } = card;
  if (download !== false) {
    const how = download === true ? {} : download;
    const cached = await fetchFiles(card, { ...how, ...(cache === undefined ? {} : { cache }) });
    return new Map(cached.map(({ path, file }) => [path, file]));
  }
  const paths = new Map<string, string>();
  for (const file of files) {
    const place = placeOf(name, file, cache);
    const found = await checkFile(file, place);
    if (found.state === 'missing') throw missing(card, place.path, file);
    if (found.state === 'broken') {
      throw new DataError(`${name}: ${place.path} ${found.why}; fetch it again: equipoise datasets get ${name}.`);
    }
    paths.set(file.path, place.path);
  }
  return paths;
}

function inFolder(card: DatasetCard, folder: string, options: FileLoadOptions): Paths {
  const { name, files = [] } = card;
  for (const option of ['cache', 'download'] as const) {
    const value = options[option];
    if (value === undefined || value === false) continue;
    throw new InvalidOptionError(name, option, 'left out when a folder is given, which is never written to', value);
  }
  const { existsSync } = nodeProcess(name).getBuiltinModule('node:fs');
  const paths = new Map(files.map(({ path }) => [path, fileIn(name, folder, path)]));
  for (const file of files) {
    const path = paths.get(file.path) ?? '';
    const isUnpacked = file.unpacked?.every((own) => existsSync(fileIn(name, folder, own))) ?? false;
    if (!isUnpacked && !existsSync(path)) throw missing(card, path, file);
  }
  return paths;
}

function missing({ name, source }: DatasetCard, path: string, { urls: [url] }: RemoteFile): DataError {
  const how =
    url === undefined
      ? `get it from ${source}, and put it there`
      : `run "equipoise datasets get ${name}", or put it there from ${url}`;
  return new DataError(`${name}: ${path} is missing: ${how}.`);
}
