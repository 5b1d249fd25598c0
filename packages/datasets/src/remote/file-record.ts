import { type DocumentKind, isRecord, readDocument, StorageError, writeDocument } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import type { Digests } from './digests.ts';

/** What the cache knows of a file of its own: what it was when its digests were last computed. */
export interface FileRecord extends Digests {
  /** Its bytes. */
  readonly bytes: number;
  /** When its content changed, in milliseconds since 1970. */
  readonly modified: number;
  /** When its content or its place changed. */
  readonly changed: number;
}

const kind: DocumentKind<FileRecord> = {
  kind: 'record of a cached file',
  schema: 1,
  largest: 1 << 16,
  parse(body) {
    const { bytes, modified, changed, sha256, contentSha256 } = isRecord(body) ? body : {};
    const known = [bytes, modified, changed].every(Number.isFinite) && typeof sha256 === 'string';
    if (!known) throw new Error('not a record');
    return {
      bytes: Number(bytes),
      modified: Number(modified),
      changed: Number(changed),
      sha256,
      ...(typeof contentSha256 === 'string' ? { contentSha256 } : {}),
    };
  },
};

/** The folder of the records, in that of the data set. */
const recordFolder = '.equipoise';

/**
 * Where the record of a file lies.
 *
 * @param owner - The data set.
 * @param folder - Its folder.
 * @param path - The file's path in it.
 */
export function recordOf(owner: string, folder: string, path: string): string {
  return nodeProcess(owner).getBuiltinModule('node:path').join(folder, recordFolder, `${path}.json`);
}

/**
 * Reads a record; undefined when there is none.
 *
 * @param file - Where it lies.
 * @throws {@link @equipoise/core!DocumentError} when it is damaged.
 */
export function readRecord(file: string): FileRecord | undefined {
  return readDocument(file, kind);
}

/**
 * Notes what a file is known by, as it is now.
 *
 * @param file - Where the record lies.
 * @param record - What there is to note.
 */
export function writeRecord(file: string, record: FileRecord): void {
  try {
    writeDocument(file, kind, record);
  } catch (error) {
    // A cache that may be read only is checked at each load.
    if (!(error instanceof StorageError)) throw error;
  }
}
