import { DataError } from '@equipoise/core';

/** What the directory of a zip archive says of an entry. */
export interface ZipEntry {
  /** Its name. */
  readonly name: string;
  /** How it is compressed: 0 not at all, 8 deflate. */
  readonly method: number;
  /** CRC-32 of its content. */
  readonly crc: number;
  /** Bytes that it takes. */
  readonly packed: number;
  /** Bytes of its content. */
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
  /** Whether it is encrypted. */
  readonly isEncrypted: boolean;
  /** Whether it is a link, a device, or something else that is no file. */
  readonly isSpecial: boolean;
}

/** Reads bytes of an archive: so many, from a position. */
export type ReadAt = (position: number, length: number) => Uint8Array;

const endSize = 22;
const longestComment = 0xffff;

/**
 * Reads the directory of a zip archive.
 *
 * @param where - Who reads which archive, for error messages.
 * @param size - Bytes of the archive.
 * @param read - Reads it.
 * @throws {@link @equipoise/core!DataError} when there is none, or its entries lie over each other.
 * @see PKWARE. APPNOTE.TXT, .ZIP File Format Specification 6.3.10. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipDirectory(where: string, size: number, read: ReadAt): readonly ZipEntry[] {
  const damaged = (): DataError => new DataError(`${where}: is no zip archive, or damaged.`);
  const { count, length, offset } = endOf(size, read, damaged);
  if (length > size || offset > size - length) throw damaged();
  const bytes = read(offset, length);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  for (let position = 0; position + 46 <= length && entries.length < count;) {
    if (view.getUint32(position, true) !== 0x02014b50) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => view.getUint16(position + at, true));
    const name = bytes.subarray(position + 46, position + 46 + (nameLength ?? 0));
    const extraStart = position + 46 + (nameLength ?? 0);
    const extra = bytes.subarray(extraStart, extraStart + (extraLength ?? 0));
    const isUnix = view.getUint8(position + 5) === 3;
    const kind = isUnix ? view.getUint32(position + 38, true) >>> 28 : 0;
    entries.push({
      name: new TextDecoder().decode(name),
      method: view.getUint16(position + 10, true),
      crc: view.getUint32(position + 16, true),
      ...sizesOf(view, position, extra),
      isEncrypted: (view.getUint16(position + 8, true) & 1) === 1,
      isSpecial: kind !== 0 && kind !== 8 && kind !== 4,
    });
    position = extraStart + (extraLength ?? 0) + (commentLength ?? 0);
  }
  if (entries.length !== count) throw damaged();
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < end || entry.offset + entry.packed > size) throw damaged();
    end = entry.offset + entry.packed;
  }
  return entries;
}

interface Directory {
  readonly count: number;
  readonly length: number;
  readonly offset: number;
}

/** Where the directory lies, by the record at the end of the archive. */
function endOf(size: number, read: ReadAt, damaged: () => DataError): Directory {
  const start = Math.max(0, size - endSize - longestComment);
  const tail = read(start, size - start);
  const view = viewOf(tail);
  for (let position = tail.length - endSize; position >= 0; position -= 1) {
    if (view.getUint32(position, true) !== 0x06054b50) continue;
    if (position + endSize + view.getUint16(position + 20, true) !== tail.length) continue;
    const [count, length, offset] = [
      view.getUint16(position + 10, true),
      view.getUint32(position + 12, true),
      view.getUint32(position + 16, true),
    ];
    if (count !== 0xffff && length !== 0xffffffff && offset !== 0xffffffff) return { count, length, offset };
    return largeEnd(start + position, size, read) ?? { count, length, offset };
  }
  throw damaged();
}

/** The same of an archive of 64 bits: a record before it says where its own record is. */
function largeEnd(end: number, size: number, read: ReadAt): Directory | undefined {
  if (end < 20) return undefined;
  const locator = viewOf(read(end - 20, 20));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const position = Number(locator.getBigUint64(8, true));
  if (position + 56 > size) return undefined;
  const record = viewOf(read(position, 56));
  if (record.getUint32(0, true) !== 0x06064b50) return undefined;
  const [count = 0, length = 0, offset = 0] = [32, 40, 48].map((at) => Number(record.getBigUint64(at, true)));
  return { count, length, offset };
}

/** Sizes and place of an entry; those of 64 bits are in a field of their own. */
function sizesOf(view: DataView, position: number, extra: Uint8Array): Pick<ZipEntry, 'packed' | 'size' | 'offset'> {
  const short = [24, 20, 42].map((at) => view.getUint32(position + at, true));
  const fields = viewOf(extra);
  let long: number[] = [];
  for (let at = 0; at + 4 <= extra.length; at += 4 + fields.getUint16(at + 2, true)) {
    if (fields.getUint16(at, true) !== 1) continue;
    const length = Math.min(fields.getUint16(at + 2, true), extra.length - at - 4);
    long = Array.from({ length: Math.floor(length / 8) }, (_, i) => Number(fields.getBigUint64(at + 4 + 8 * i, true)));
  }
  const [size = 0, packed = 0, offset = 0] = short.map((value) =>
    value === 0xffffffff ? (long.shift() ?? value) : value,
  );
  return { size, packed, offset };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
