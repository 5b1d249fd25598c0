import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { nodeFiles } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * Renames what is in the place of a document, whatever it is, so that the document can be written again.
 *
 * @param file - The document's path.
 * @returns The new name: the old one and `.damaged`, with a number where that is taken; undefined when there was nothing left to rename.
 * @throws {@link StorageError} when it cannot be renamed.
 */
export function putAside(file: string): string | undefined {
  const { existsSync, renameSync } = nodeFiles();
  let aside = `${file}.damaged`;
  for (let number = 2; existsSync(aside); number += 1) aside = `${file}.damaged-${number}`;
  try {
    renameSync(file, aside);
    return aside;
  } catch (error) {
    if (!existsSync(file)) return undefined; // Another process was faster.
    throw new StorageError(`${oneLine(file)} cannot be put aside: ${reasonOf(error)}.`, { cause: error });
  }
}
