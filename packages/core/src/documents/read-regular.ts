import type { Stats } from 'node:fs';

import { DataError } from '../errors.ts';
import { nodeFiles } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * The bytes of a regular file of sane size; undefined when there is nothing of that name. Never waits: a pipe or device in the file's
 * place is an error.
 *
 * @param file - The file.
 * @param largest - The most bytes that it may have.
 * @throws {@link DataError} with the reason alone, to be put into a sentence.
 */
export function readRegular(file: string, largest: number): Uint8Array | undefined {
  return withRegular(file, largest, (source) => source.read(source.size));
}

/** An open file that is read from its beginning to its end. */
export interface RegularFile {
  /** Its bytes. */
  readonly size: number;
  /**
   * The next bytes; fewer at the end of the file.
   *
   * @param length - How many.
   */
  read(length: number): Uint8Array;
}

/**
 * Opens a regular file of sane size, reads it, and closes it; undefined when there is nothing of that name. Never waits: a pipe or device
 * in the file's place is an error.
 *
 * @param file - The file.
 * @param largest - The most bytes that it may have.
 * @param use - Reads it.
 * @throws {@link DataError} with the reason alone, to be put into a sentence.
 */
export function withRegular<Result>(
  file: string,
  largest: number,
  use: (source: RegularFile) => Result,
): Result | undefined {
  const { closeSync, constants, fstatSync, openSync, statSync } = nodeFiles();
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return undefined;
    requireRegular(found, largest);
    // It may have been replaced since: without waiting, and looked at again.
    const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = requireRegular(fstatSync(handle), largest);
      return use({ size, read: (length) => readAll(handle, length) });
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`it cannot be read, ${reasonOf(error)}`, { cause: error });
  }
}

/** The most bytes of one call: the operating system gives no more than 2³¹ − 1. */
const largestRead = 2 ** 30;

function requireRegular(found: Stats, largest: number): Stats {
  if (found.isDirectory()) throw new DataError('it is a folder');
  if (!found.isFile()) throw new DataError('it is no regular file');
  if (found.size > largest)
    throw new DataError(`it has ${found.size} bytes, more than the ${largest} that it may have`);
  return found;
}

function readAll(handle: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read) {
    read = nodeFiles().readSync(handle, bytes, length, Math.min(largestRead, size - length), null);
  }
  return bytes.subarray(0, length);
}
