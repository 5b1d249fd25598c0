import { DataError, show } from '@equipoise/core';

import { isSafePath } from './safe-path.ts';

/** A file in an archive. */
export interface ArchiveEntry {
  /** Its path in the archive, with `/` between folders. */
  readonly name: string;
  /** What it holds. */
  readonly bytes: Uint8Array;
}

/** How an archive is read. */
export interface ArchiveOptions {
  /** Who reads, for error messages. */
  readonly owner: string;
  /**
   * Which of its files are wanted.
   *
   * @defaultValue all
   */
  readonly wanted?: (name: string) => boolean;
  /**
   * The most bytes that it may hold when it is decompressed: a small archive can hold more than there is memory.
   *
   * @defaultValue 4 GiB
   */
  readonly maxBytes?: number;
}

/** The default of {@link ArchiveOptions.maxBytes}. */
export const defaultMaxBytes = 2 ** 32;

/**
 * The name of an entry without what means nothing (`./`), and without a slash at its end.
 *
 * @param where - Who reads which archive, for error messages.
 * @param name - The name as the archive has it.
 * @throws {@link @equipoise/core!DataError} when it leads out of the folder that the archive would be unpacked to.
 */
export function entryName(where: string, name: string): string {
  const plain = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  if (plain === '' || plain === '.' || isSafePath(plain)) return plain;
  throw new DataError(`${where}: is refused, as it has an entry outside of its folder, ${show(name)}.`);
}

/**
 * Refuses an archive that holds more than it may.
 *
 * @param where - Who reads which archive, for error messages.
 * @param bytes - Bytes that it holds, or more than was read so far.
 * @param maxBytes - The most that it may hold.
 * @throws {@link @equipoise/core!DataError} when that is more.
 */
export function refuseBomb(where: string, bytes: number, maxBytes: number): void {
  if (bytes > maxBytes) throw new DataError(`${where}: is refused, as it holds more than ${maxBytes} bytes.`);
}

/** Sees to it that no two files that are wanted have the same name. */
export function uniqueNames(where: string): (name: string) => void {
  const names = new Set<string>();
  return (name) => {
    if (names.has(name)) throw new DataError(`${where}: has the entry ${show(name)} twice.`);
    names.add(name);
  };
}
