import { DataError, reasonOf } from '@equipoise/core';

import { readHeader } from './npy-header.ts';
import { npyTypes, type NpyValues } from './npy-types.ts';
import { readBytes } from './read-file.ts';

/** An array of a npy file. */
export interface NpyArray {
  /** Length of each axis; empty for a single number. */
  readonly shape: readonly number[];
  /** The numbers, the last axis running first, whatever order the file has. */
  readonly values: NpyValues;
}

/**
 * Reads an array of numbers as NumPy's `save` writes it: versions 1 to 3, either order of bytes and of axes. Numbers keep their type where JavaScript has an
 * array of it; half precision becomes single, booleans 0 and 1, and whole numbers of 64 bits numbers, where they are exact.
 *
 * @example
 * const { shape, values } = await readNpy('train/depth/0.npy');
 *
 * @param source - The path of a file, or its bytes.
 * @returns The shape and the values.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is no npy file, is cut or longer than it says, or holds something else than numbers:
 *   Python objects are never loaded.
 * @see NumPy. A Simple File Format for NumPy Arrays. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export async function readNpy(source: string | Uint8Array): Promise<NpyArray> {
  if (typeof source !== 'string') return parseNpy('readNpy: bytes', source);
  return parseNpy(`readNpy: ${source}`, await readBytes('readNpy', source));
}

/**
 * The array that the bytes of a npy file hold.
 *
 * @param where - Who reads which file, for error messages.
 * @param bytes - The bytes.
 * @throws {@link @equipoise/core!DataError} as {@link readNpy} does.
 */
export function parseNpy(where: string, bytes: Uint8Array): NpyArray {
  try {
    return arrayOf(bytes);
  } catch (error) {
    throw new DataError(`${where}: is no npy file of numbers: ${reasonOf(error)}.`, { cause: error });
  }
}

function arrayOf(bytes: Uint8Array): NpyArray {
  const { descr, fortranOrder, shape, start } = readHeader(bytes);
  const type = npyTypes.get(descr.slice(1));
  if (type === undefined) throw new Error(`its type ${descr} is none of numbers`);
  const count = shape.reduce((product, length) => product * length, 1);
  const size = bytes.length - start;
  if (count * type.size !== size) {
    throw new Error(`its shape (${shape.join(', ')}) takes ${count * type.size} bytes, it has ${size}`);
  }
  const body = new DataView(bytes.buffer, bytes.byteOffset + start, size);
  const values = type.read(body, count, !descr.startsWith('>'));
  return { shape, values: fortranOrder && shape.length > 1 ? lastAxisFirst(values, shape) : values };
}

/** Values whose first axis runs first, with the last one running first. */
function lastAxisFirst(values: NpyValues, shape: readonly number[]): NpyValues {
  const turned = values.slice();
  const places = new Array<number>(shape.length).fill(0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1));
  let from = 0;
  for (let to = 0; to < turned.length; to += 1) {
    turned[to] = values[from] ?? Number.NaN;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const [place, length, stride] = [(places[axis] ?? 0) + 1, shape[axis] ?? 1, strides[axis] ?? 0];
      from += stride;
      places[axis] = place;
      if (place < length) break;
      from -= length * stride;
      places[axis] = 0;
    }
  }
  return turned;
}
