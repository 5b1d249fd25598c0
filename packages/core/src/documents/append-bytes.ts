import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { makeFolder } from './make-folder.ts';
import { nodeFiles, nodePath } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * Writes bytes to the end of a file, which is made when it is missing, and closes it. A process that dies on the way leaves a part of them.
 *
 * @param file - Its path; missing folders are made.
 * @param bytes - What comes to its end.
 * @throws {@link StorageError} when it cannot be written; says why.
 */
export function appendBytes(file: string, bytes: Uint8Array): void {
  const { closeSync, openSync, writeSync } = nodeFiles();
  try {
    makeFolder(nodePath().dirname(file));
    const handle = openSync(file, 'a');
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new StorageError(`${oneLine(file)} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}
