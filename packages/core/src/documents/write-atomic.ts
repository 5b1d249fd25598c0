import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { temporaryName } from './leftovers.ts';
import { makeFolder } from './make-folder.ts';
import { nodeFiles, nodePath } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * Writes a file completely or not at all, also when the disk is full or the process or the machine dies on the way: to a file beside it,
 * to the disk, then under its name. What was there before stays until the new file is whole.
 *
 * @param file - The file's path; missing folders are made.
 * @param content - What it is to hold: text, bytes, or bytes in parts, which together may be more than memory holds.
 * @param options - `lasting: false` does not wait for the disk: it is whole or not at all for other processes, and after the machine has
 *   died perhaps cut short.
 * @throws {@link StorageError} when it cannot be written; says why.
 */
export function writeAtomic(
  file: string,
  content: string | Uint8Array | Iterable<Uint8Array>,
  { lasting = true }: { readonly lasting?: boolean | undefined } = {},
): void {
  const { rmSync } = nodeFiles();
  const beside = temporaryName(file);
  try {
    makeFolder(nodePath().dirname(file));
    writeParts(beside, partsOf(content));
    if (lasting) rename(beside, file);
    else nodeFiles().renameSync(beside, file);
  } catch (error) {
    tryTo(() => rmSync(beside, { force: true }));
    throw cannotWrite(file, error);
  }
}

/**
 * Gives a whole file that lies beside another one that one's name, after its content has reached the disk.
 *
 * @param beside - The file, in the same folder; see {@link temporaryName}.
 * @param file - The name that it gets; what has it is replaced.
 * @throws {@link StorageError} when that cannot be done; says why.
 */
export function putInPlace(beside: string, file: string): void {
  try {
    rename(beside, file);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function rename(beside: string, file: string): void {
  syncFile(beside);
  nodeFiles().renameSync(beside, file);
  // Makes the new name last; where folders cannot be synced (Windows) the system sees to it.
  tryTo(() => syncFile(nodePath().dirname(file), 'r'));
}

function cannotWrite(file: string, error: unknown): StorageError {
  const sentence = `${oneLine(file)} cannot be written: ${reasonOf(error)}; what was written before is kept.`;
  return new StorageError(sentence, { cause: error });
}

function partsOf(content: string | Uint8Array | Iterable<Uint8Array>): Iterable<Uint8Array> {
  if (typeof content === 'string') return [new TextEncoder().encode(content)];
  return content instanceof Uint8Array ? [content] : content;
}

/** The most bytes of one call: the operating system takes no more than 2³¹ − 1. */
const largestWrite = 2 ** 30;

/** All bytes, or an error: one call may write fewer than it was given, and says so by its result only. */
function writeParts(file: string, parts: Iterable<Uint8Array>): void {
  const { closeSync, openSync, writeSync } = nodeFiles();
  const handle = openSync(file, 'wx');
  try {
    for (const bytes of parts) {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(handle, bytes, written, Math.min(largestWrite, bytes.length - written));
      }
    }
  } finally {
    closeSync(handle);
  }
}

/** Waits until a file, or the names in a folder, are on the disk. A file is opened to be written, as Windows wants it. */
function syncFile(path: string, flags = 'r+'): void {
  const { closeSync, fsyncSync, openSync } = nodeFiles();
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // The file is as whole, or as absent, as it can be made.
  }
}
