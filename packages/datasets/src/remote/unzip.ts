import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import {
  type ArchiveEntry,
  type ArchiveOptions,
  defaultMaxBytes,
  entryName,
  refuseBomb,
  uniqueNames,
} from './archive.ts';
import { type ReadAt, zipDirectory, type ZipEntry } from './zip-directory.ts';

const [stored, deflated] = [0, 8];
const localHeader = 30;

/**
 * Reads the files of a zip archive, one after another, in the order of its directory; nothing is written. Folders are passed over, links
 * and devices refused.
 *
 * @param source - The path of the archive, or its bytes.
 * @param options - Which files, and how much at most.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is damaged or encrypted, or is refused.
 */
export function* readZip(source: string | Uint8Array, options: ArchiveOptions): Generator<ArchiveEntry> {
  const { owner, wanted = () => true, maxBytes = defaultMaxBytes } = options;
  const where = `${owner}: ${typeof source === 'string' ? source : 'an archive'}`;
  const { size, read, close } = openSource(owner, where, source);
  try {
    const note = uniqueNames(where);
    const entries = zipDirectory(where, size, read)
      .map((entry) => ({ ...entry, isFolder: entry.name.endsWith('/'), name: entryName(where, entry.name) }))
      .filter(({ isFolder, name }) => !isFolder && name !== '' && wanted(name));
    refuseBomb(
      where,
      entries.reduce((total, entry) => total + entry.size, 0),
      maxBytes,
    );
    for (const entry of entries) {
      note(entry.name);
      yield { name: entry.name, bytes: contentOf(owner, where, entry, read) };
    }
  } finally {
    close();
  }
}

function contentOf(owner: string, where: string, entry: ZipEntry, read: ReadAt): Uint8Array {
  const { name, method, size, packed, offset, crc } = entry;
  const wrong = (what: string): DataError => new DataError(`${where}: its entry ${name} ${what}.`);
  if (entry.isSpecial) throw wrong('is refused, as it is no file but a link or a device');
  if (entry.isEncrypted) throw wrong('is encrypted');
  if (method !== stored && method !== deflated)
    throw wrong(`is compressed in a way that is not known here (${method})`);
  const { crc32, inflateRawSync } = nodeProcess(owner).getBuiltinModule('node:zlib');
  const header = read(offset, localHeader);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (header.length < localHeader || view.getUint32(0, true) !== 0x04034b50) throw wrong('is damaged');
  const raw = read(offset + localHeader + view.getUint16(26, true) + view.getUint16(28, true), packed);
  if (raw.length < packed) throw wrong('is cut short');
  let bytes: Uint8Array = raw;
  try {
    // One byte more than it says: what holds more is found by its length.
    if (method === deflated) bytes = inflateRawSync(raw, { maxOutputLength: size + 1 });
  } catch (error) {
    throw wrong(error instanceof RangeError ? 'holds more bytes than it says' : `is damaged: ${reasonOf(error)}`);
  }
  if (bytes.length !== size) throw wrong(`must hold ${size} bytes, holds ${bytes.length}`);
  if (crc32(bytes) !== crc) throw wrong('is damaged: its checksum is wrong');
  return bytes;
}

interface Source {
  readonly size: number;
  readonly read: ReadAt;
  readonly close: () => void;
}

function openSource(owner: string, where: string, source: string | Uint8Array): Source {
  if (typeof source !== 'string') {
    return {
      size: source.length,
      read: (position, length) => source.subarray(position, position + length),
      close: () => undefined,
    };
  }
  const { closeSync, fstatSync, openSync, readSync } = nodeProcess(owner).getBuiltinModule('node:fs');
  const orSentence = <Value>(action: () => Value): Value => {
    try {
      return action();
    } catch (error) {
      throw new DataError(`${where}: cannot be read: ${reasonOf(error)}.`, { cause: error });
    }
  };
  const handle = orSentence(() => openSync(source, 'r'));
  return {
    size: orSentence(() => fstatSync(handle).size),
    read: (position, length) =>
      orSentence(() => {
        const bytes = new Uint8Array(length);
        let filled = 0;
        for (let count = -1; count !== 0 && filled < length; filled += count) {
          count = readSync(handle, bytes, filled, length - filled, position + filled);
        }
        return bytes.subarray(0, filled);
      }),
    close: () => closeSync(handle),
  };
}
