import { DataError, removeLeftovers } from '@equipoise/core';

import type { DatasetCard } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { addressesOf } from './addresses.ts';
import { cacheFolder, fileIn } from './cache-folder.ts';
import { checkFile, type Place } from './check-file.ts';
import { checkGetOptions, type DownloadProgress, type GetOptions } from './download-options.ts';
import { fetchFile, type Fetched } from './fetch-file.ts';
import { recordOf } from './file-record.ts';
import { httpSession, type HttpSession } from './http-session.ts';
import type { RemoteFile } from './remote-file.ts';

/** A file of a data set that is in the cache. */
export interface CachedFile {
  /** Its {@link RemoteFile.path}. */
  readonly path: string;
  /** Where it lies. */
  readonly file: string;
  /** Its size. */
  readonly bytes: number;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** The address that it was fetched from; undefined when it was in the cache before. */
  readonly from: string | undefined;
}

/** What a card says of where its files come from. */
export type FilesCard = Pick<DatasetCard, 'name' | 'source' | 'files'>;

/**
 * Where a file of a data set lies in the cache.
 *
 * @param name - The data set.
 * @param file - The file.
 * @param cache - The cache, where it was told.
 */
export function placeOf(name: string, { path }: RemoteFile, cache?: string): Place {
  const folder = cacheFolder(name, cache);
  return { dataset: name, path: fileIn(name, folder, path), record: recordOf(name, folder, path) };
}

/**
 * Sees to it that the files of a data set are in the cache, whole: fetches those that are missing or broken.
 *
 * @param card - The data set.
 * @param options - Where to, where from, and who is told.
 * @throws {@link DownloadError} when a file cannot be fetched.
 * @throws {@link @equipoise/core!DataError} when nobody may fetch it by program.
 * @throws {@link @equipoise/core!StorageError} when it cannot be written.
 */
export async function fetchFiles(card: FilesCard, options: GetOptions = {}): Promise<readonly CachedFile[]> {
  const { name, files = [] } = card;
  checkGetOptions(name, options);
  const session = httpSession(name, options.timeout ?? 30);
  const progress = progressOf(card, options);
  const cached: CachedFile[] = [];
  try {
    for (const file of files) {
      options.signal?.throwIfAborted();
      const place = placeOf(name, file, options.cache);
      const found = await checkFile(file, place, options.signal);
      const { from, record } =
        found.state === 'whole'
          ? { from: undefined, record: found.record }
          : await fetchOne(card, file, place, options, session, progress);
      progress.done(file, record.bytes, from);
      cached.push({ path: file.path, file: place.path, bytes: record.bytes, sha256: record.sha256, from });
    }
  } finally {
    await session.close();
  }
  const path = nodeProcess(name).getBuiltinModule('node:path');
  for (const folder of new Set(cached.map(({ file }) => path.dirname(file)))) removeLeftovers(folder);
  return cached;
}

function fetchOne(
  { name, source }: FilesCard,
  file: RemoteFile,
  place: Place,
  { mirror, retries = 4, signal }: GetOptions,
  session: HttpSession,
  progress: Progress,
): Promise<Fetched> {
  const addresses = addressesOf(name, file, mirror);
  if (addresses.length === 0) {
    throw new DataError(
      `${name}: ${file.path} may not be fetched by program: get it from ${source}, and put it at ${place.path}.`,
    );
  }
  return fetchFile(file, place, {
    dataset: name,
    addresses,
    retries,
    session,
    signal,
    onBytes: (bytes, total) => progress.bytes(file, bytes, total),
    onFailed: (address, reason, wait) => progress.failed(file, address, reason, wait),
  });
}

interface Progress {
  bytes(file: RemoteFile, bytes: number, total: number | undefined): void;
  failed(file: RemoteFile, address: string, reason: string, wait: number | undefined): void;
  done(file: RemoteFile, bytes: number, from: string | undefined): void;
}

/** Tells who wants to know, with the sums over all files. */
function progressOf({ name, files = [] }: FilesCard, { onProgress }: GetOptions): Progress {
  const sizes = files.map(({ bytes }) => bytes);
  const allTotal = sizes.every((bytes) => bytes !== undefined) ? sizes.reduce((a, b) => a + b, 0) : undefined;
  let before = 0;
  const tell = (event: DownloadProgress): void => onProgress?.(event);
  return {
    bytes: ({ path }, bytes, total) =>
      tell({ dataset: name, path, kind: 'bytes', bytes, total, allBytes: before + bytes, allTotal }),
    failed: ({ path }, address, reason, wait) => tell({ dataset: name, path, kind: 'failed', address, reason, wait }),
    done({ path }, bytes, from) {
      before += bytes;
      tell({ dataset: name, path, kind: 'done', from });
    },
  };
}
