import { DataError } from '@equipoise/core';

/** The size of a block: a header, and what the content is filled up to. */
export const blockSize = 512;

/** `7`: a file that should lie in one piece. */
const contiguous = 0x37;

/** What the header of an entry says. */
export interface TarHeader {
  /** Its name. */
  readonly name: string;
  /** Bytes of its content. */
  readonly size: number;
  /** What it is: `0` a file, `5` a folder, `1` and `2` links, `x`, `g`, `L` and `K` what is said about the next one. */
  readonly type: string;
}

/**
 * Reads the header of an entry of a tar archive; undefined for the block of zeros at the end.
 *
 * @param where - Who reads which archive, for error messages.
 * @param block - The block.
 * @throws {@link @equipoise/core!DataError} when it is none: its checksum is wrong.
 * @see POSIX.1-2017, pax, ustar interchange format.
 *   https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export function tarHeader(where: string, block: Uint8Array): TarHeader | undefined {
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  if (sum === 8 * 0x20) return undefined;
  if (sum !== octal(block.subarray(148, 156))) throw new DataError(`${where}: is no tar archive, or damaged.`);
  const { 156: type = 0 } = block;
  const isUstar = text(block.subarray(257, 262)) === 'ustar';
  const isPosix = isUstar && block[262] === 0;
  const [name, prefix] = [text(block.subarray(0, 100)), isPosix ? text(block.subarray(345, 500)) : ''];
  const size = sizeOf(block.subarray(124, 136));
  if (!Number.isSafeInteger(size) || size < 0) throw new DataError(`${where}: is no tar archive, or damaged.`);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: type === 0 || type === contiguous ? '0' : String.fromCharCode(type),
  };
}

/**
 * What an extended header says of the next entry.
 *
 * @param where - Who reads which archive, for error messages.
 * @param bytes - Its content: lines `length key=value`.
 * @throws {@link @equipoise/core!DataError} when it is not written so.
 */
export function paxRecords(where: string, bytes: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let position = 0; position < bytes.length;) {
    const [, length = ''] = /^(\d{1,9}) /.exec(text(bytes.subarray(position, position + 11))) ?? [];
    const line = bytes.subarray(position, position + Number(length));
    const [, key, value = ''] = /^\d+ ([^=]+)=(.*)\n$/s.exec(new TextDecoder().decode(line)) ?? [];
    if (key === undefined || line.length < Number(length))
      throw new DataError(`${where}: is no tar archive, or damaged.`);
    records.set(key, value);
    position += line.length;
  }
  return records;
}

/**
 * Text that ends at the first zero byte.
 *
 * @param bytes - The bytes.
 */
export function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function octal(bytes: Uint8Array): number {
  const digits = text(bytes).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : Number.NaN;
}

/** A size in octal digits, or, where these do not do, in binary after a set bit. */
function sizeOf(bytes: Uint8Array): number {
  const [first = 0] = bytes;
  if ((first & 0x80) === 0) return octal(bytes);
  return bytes.subarray(1).reduce((total, byte) => total * 256 + byte, first & 0x7f);
}
