import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { temporaryName } from './leftovers.ts';
import { makeFolder } from './make-folder.ts';
import { nodeFiles, nodePath } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * Makes sure that a file can be written before the work that it is to hold is done: makes its folder, and writes and removes an empty file
 * beside it.
 *
 * @param file - The file's path.
 * @throws {@link StorageError} when it cannot be written; says why.
 */
export function requireWritable(file: string): void {
  const { closeSync, openSync, rmSync, statSync } = nodeFiles();
  try {
    makeFolder(nodePath().dirname(file));
    const beside = temporaryName(file);
    closeSync(openSync(beside, 'wx'));
    rmSync(beside);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) openSync(file, 'r+'); // Says that a folder is in its place.
  } catch (error) {
    throw new StorageError(`${oneLine(file)} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}
