import { maskedCrc } from './crc32c.ts';

/** Bytes of a record besides its content: its length, that one's checksum, and the content's. */
const headLength = 12;
const tailLength = 4;

/**
 * A record of a TFRecord file: length, checksum of the length, content, checksum of the content.
 *
 * @param content - The content.
 */
export function record(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headLength + content.length + tailLength);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, maskedCrc(bytes.subarray(0, 8)), true);
  bytes.set(content, headLength);
  view.setUint32(headLength + content.length, maskedCrc(content), true);
  return bytes;
}

/** A whole record in a file. */
export interface FoundRecord {
  /** Where it ends. */
  readonly end: number;
  /** Its content. */
  readonly content: Uint8Array;
}

/**
 * The whole records of a file, up to the first that is not whole.
 *
 * @param bytes - The file.
 */
export function records(bytes: Uint8Array): readonly FoundRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: FoundRecord[] = [];
  for (let start = 0; start + headLength + tailLength <= bytes.length;) {
    const length = Number(view.getBigUint64(start, true));
    const end = start + headLength + length + tailLength;
    const content = bytes.subarray(start + headLength, start + headLength + length);
    const isHead = view.getUint32(start + 8, true) === maskedCrc(bytes.subarray(start, start + 8));
    if (!isHead || end > bytes.length || view.getUint32(end - tailLength, true) !== maskedCrc(content)) break;
    found.push({ end, content });
    start = end;
  }
  return found;
}
