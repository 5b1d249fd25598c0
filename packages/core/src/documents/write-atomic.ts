import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { temporaryName } from './leftovers.ts';
import { nodeFiles, nodePath } from './node-files.ts';
import { reasonOf } from './reason.ts';

/**
 * Writes a file completely or not at all, also when the disk is full or the process or the machine dies on the way: to a file beside it,
 * to the disk, then under its name. What was there before stays until the new file is whole.
 *
 * @param file - The file's path; missing folders are made.
 * @param content - What it is to hold: text, bytes, or bytes in parts, which together may be more than memory holds.
 * @throws {@link StorageError} when it cannot be written; says why.
 */
export function writeAtomic(file: string, content: string | Uint8Array | Iterable<Uint8Array>): void {
  const { mkdirSync, renameSync, rmSync } = nodeFiles();
  const folder = nodePath().dirname(file);
  const beside = temporaryName(file);
  try {
    mkdirSync(folder, { recursive: true });
    writeToDisk(beside, partsOf(content));
    renameSync(beside, file);
    syncFolder(folder);
  } catch (error) {
    tryTo(() => rmSync(beside, { force: true }));
    throw new StorageError(`${oneLine(file)} cannot be written: ${reasonOf(error)}; what was written before is kept.`, {
      cause: error,
    });
  }
}

function partsOf(content: string | Uint8Array | Iterable<Uint8Array>): Iterable<Uint8Array> {
  if (typeof content === 'string') return [new TextEncoder().encode(content)];
  return content instanceof Uint8Array ? [content] : content;
}

/** The most bytes of one call: the operating system takes no more than 2³¹ − 1. */
const largestWrite = 2 ** 30;

/** All bytes, or an error: one call may write fewer than it was given, and says so by its result only. */
function writeToDisk(file: string, parts: Iterable<Uint8Array>): void {
  const { closeSync, fsyncSync, openSync, writeSync } = nodeFiles();
  const handle = openSync(file, 'wx');
  try {
    for (const bytes of parts) {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(handle, bytes, written, Math.min(largestWrite, bytes.length - written));
      }
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes the new name last; where folders cannot be synced (Windows) the system sees to it. */
function syncFolder(folder: string): void {
  const { closeSync, fsyncSync, openSync } = nodeFiles();
  tryTo(() => {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  });
}

function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // The file is as whole, or as absent, as it can be made.
  }
}
