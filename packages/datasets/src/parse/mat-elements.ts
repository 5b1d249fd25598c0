import { DataError } from '@equipoise/core';

/** Bytes of a MAT-file, with how its numbers are written. */
export interface MatBytes {
  /** Whose file it is, for error messages. */
  readonly where: string;
  /** The bytes. */
  readonly view: DataView;
  /** Whether the least byte of a number comes first. */
  readonly little: boolean;
}

/** A data element: what it holds and where. */
export interface MatElement {
  /** The type of its data, by its number in the format. */
  readonly type: number;
  /** Its data. */
  readonly bytes: MatBytes;
}

/** Numbers of the types of the format. */
export const matTypes = { matrix: 14, compressed: 15 };

type Reader = (view: DataView, at: number, little: boolean) => number;

/** How numbers of a type are read, by the number of the type: bytes, and the reader. */
const numbers: Readonly<Record<number, readonly [number, Reader]>> = {
  1: [1, (view, at) => view.getInt8(at)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at, little) => view.getInt16(at, little)],
  4: [2, (view, at, little) => view.getUint16(at, little)],
  5: [4, (view, at, little) => view.getInt32(at, little)],
  6: [4, (view, at, little) => view.getUint32(at, little)],
  7: [4, (view, at, little) => view.getFloat32(at, little)],
  9: [8, (view, at, little) => view.getFloat64(at, little)],
};

/**
 * The data elements of a part of a MAT-file, one after the other.
 *
 * @param bytes - The part.
 * @throws {@link @equipoise/core!DataError} when it ends within one.
 */
export function* matElements({ where, view, little }: MatBytes): Generator<MatElement> {
  let at = 0;
  while (at < view.byteLength) {
    if (at + 8 > view.byteLength) throw cut(where);
    const first = view.getUint32(at, little);
    // An element of up to four bytes has its size and type in four, and its data in the next four.
    const small = first >>> 16;
    const type = small > 0 ? first & 0xffff : first;
    const size = small > 0 ? small : view.getUint32(at + 4, little);
    const start = at + (small > 0 ? 4 : 8);
    if (start + size > view.byteLength || small > 4) throw cut(where);
    yield { type, bytes: { where, little, view: new DataView(view.buffer, view.byteOffset + start, size) } };
    const padding = type === matTypes.compressed ? 0 : (8 - (size % 8)) % 8;
    at = small > 0 ? at + 8 : start + size + padding;
  }
}

/**
 * The numbers of a data element.
 *
 * @param element - The element.
 * @throws {@link @equipoise/core!DataError} when it holds something else.
 */
export function matNumbers({ type, bytes: { where, view, little } }: MatElement): Float64Array {
  const [size, read] = numbers[type] ?? [];
  if (size === undefined || read === undefined) {
    throw new DataError(`${where}: must hold numbers of at most 8 bytes, received data of type ${type}.`);
  }
  const values = new Float64Array(Math.floor(view.byteLength / size));
  for (let index = 0; index < values.length; index += 1) values[index] = read(view, index * size, little);
  return values;
}

/**
 * That a MAT-file ends too early, or has a size that is wrong.
 *
 * @param where - Whose file it is.
 */
export function cut(where: string): DataError {
  return new DataError(`${where}: is cut short or damaged: a data element ends after its end.`);
}
