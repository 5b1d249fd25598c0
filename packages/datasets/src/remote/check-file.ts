import type { Stats } from 'node:fs';

import { DataError, DocumentError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { type Digests, digestsOf } from './digests.ts';
import { type FileRecord, readRecord, writeRecord } from './file-record.ts';
import type { RemoteFile } from './remote-file.ts';

/** Where a file of a data set lies, and where it is noted what it is known by. */
export interface Place {
  /** The data set. */
  readonly dataset: string;
  /** The file's path. */
  readonly path: string;
  /** Its record. */
  readonly record: string;
}

/** What is in the place of a file. */
export type Found =
  | { readonly state: 'whole'; readonly record: FileRecord }
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly why: string };

/**
 * Looks whether a file of the cache is there and is the right one. Its size is always looked at; its digest is computed when the file
 * changed since that was last done.
 *
 * @param file - The file.
 * @param place - Where it lies.
 * @param signal - Stops it.
 * @throws {@link @equipoise/core!DataError} when it cannot be read.
 */
export async function checkFile(file: RemoteFile, place: Place, signal?: AbortSignal): Promise<Found> {
  const status = statusOf(place);
  if (!status) return { state: 'missing' };
  const why = wrongSize(file, status);
  if (why !== undefined) return { state: 'broken', why };
  const record = recordFor(file, place);
  const known = record && isUnchanged(record, status) && wrongDigest(file, record, undefined) === undefined;
  if (known) return { state: 'whole', record };
  const digests = await digestsOf(place.dataset, place.path, { content: file.contentSha256 !== undefined, signal });
  const wrong = wrongDigest(file, digests, record);
  if (wrong !== undefined) return { state: 'broken', why: wrong };
  return { state: 'whole', record: note(place, status, digests) };
}

/**
 * What is in the place of a file by its name and size alone.
 *
 * @param file - The file.
 * @param place - Where it lies.
 */
export function glanceAt(file: RemoteFile, place: Place): { readonly state: Found['state']; readonly bytes: number } {
  const status = statusOf(place);
  if (!status) return { state: 'missing', bytes: 0 };
  return { state: wrongSize(file, status) === undefined ? 'whole' : 'broken', bytes: status.size };
}

/**
 * Notes what a file is known by, as it is now.
 *
 * @param place - Where it lies.
 * @param status - Its status when it was read.
 * @param digests - What it is known by.
 */
export function note(place: Place, status: Stats, digests: Digests): FileRecord {
  const record = { bytes: status.size, modified: status.mtimeMs, changed: status.ctimeMs, ...digests };
  writeRecord(place.record, record);
  return record;
}

/**
 * What a file is known by that was fetched before.
 *
 * @param file - The file.
 * @param place - Where it lies.
 * @throws {@link @equipoise/core!DocumentError} when that is damaged and nothing else tells what the file should be.
 */
export function recordFor(file: RemoteFile, place: Place): FileRecord | undefined {
  try {
    return readRecord(place.record);
  } catch (error) {
    if (error instanceof DocumentError && isPinned(file)) return undefined;
    throw error;
  }
}

/**
 * The status of what is in the place of a file; undefined when nothing is.
 *
 * @param place - The place.
 * @throws {@link @equipoise/core!DataError} when it cannot be looked at.
 */
export function statusOf({ dataset, path }: Place): Stats | undefined {
  try {
    return nodeProcess(dataset).getBuiltinModule('node:fs').statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new DataError(`${dataset}: cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
}

/**
 * The bytes that a file must have; undefined where mirrors may have compressed it anew, or where nobody knows.
 *
 * @param file - The file.
 */
export function exactBytes({ bytes, contentSha256 }: RemoteFile): number | undefined {
  return contentSha256 === undefined ? bytes : undefined;
}

/**
 * Why digests are not those of a file; undefined when they are.
 *
 * @param file - The file.
 * @param digests - The digests.
 * @param record - What was fetched before, which is the measure where the card does not say.
 */
export function wrongDigest(file: RemoteFile, digests: Digests, record: FileRecord | undefined): string | undefined {
  if (file.sha256 !== undefined && digests.sha256 === file.sha256) return undefined;
  // An address may give it as it is: readers look for themselves whether a file is compressed.
  const isContent = digests.contentSha256 === file.contentSha256 || digests.sha256 === file.contentSha256;
  if (file.contentSha256 !== undefined && isContent) return undefined;
  const short = (digest: string): string => `${digest.slice(0, 12)}…`;
  const expected = file.sha256 ?? file.contentSha256;
  if (expected !== undefined) {
    const received = file.sha256 === undefined ? (digests.contentSha256 ?? digests.sha256) : digests.sha256;
    return `is not what was published: its SHA-256 must be ${short(expected)}, is ${short(received)}`;
  }
  if (!record || record.sha256 === digests.sha256) return undefined;
  return `is not what was fetched before: its SHA-256 was ${short(record.sha256)}, is ${short(digests.sha256)} (removing the data set forgets that)`;
}

function isPinned({ sha256, contentSha256 }: RemoteFile): boolean {
  return sha256 !== undefined || contentSha256 !== undefined;
}

function isUnchanged({ bytes, modified, changed }: FileRecord, status: Stats): boolean {
  return bytes === status.size && modified === status.mtimeMs && changed === status.ctimeMs;
}

function wrongSize(file: RemoteFile, status: Stats): string | undefined {
  if (!status.isFile()) return status.isDirectory() ? 'is a folder' : 'is no regular file';
  const bytes = exactBytes(file);
  return bytes === undefined || status.size === bytes ? undefined : `has ${status.size} bytes, not ${bytes}`;
}
