import { DataError, reasonOf } from '@equipoise/core';

import { readGzip } from './read-file.ts';

/** An array of bytes of a file in the IDX format. */
export interface IdxArray {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** The values, the last axis running first. */
  readonly values: Uint8Array;
}

/**
 * Reads an array of bytes in the IDX format, compressed by gzip: two zeros, 8 (bytes), the number of axes, their lengths (big-endian), and the
 * values.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @param axes - How many axes it must have.
 * @throws {@link @equipoise/core!DataError} when the file is missing, not compressed, cut, longer than it says, or not IDX.
 * @see Y. LeCun, C. Cortes, C. J. C. Burges. http://yann.lecun.com/exdb/mnist
 */
export async function readIdx(owner: string, path: string, axes: number): Promise<IdxArray> {
  const bytes = await readGzip(owner, path);
  try {
    return parseIdx(bytes, axes);
  } catch (error) {
    throw new DataError(`${owner}: ${path} is no IDX file of ${axes} axes: ${reasonOf(error)}.`, { cause: error });
  }
}

function parseIdx(bytes: Uint8Array, axes: number): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new Error(`it has ${bytes.length} bytes`);
  const magic = view.getUint32(0);
  if (magic !== 0x0800 + axes) throw new Error(`it begins with ${magic}, not ${0x0800 + axes}`);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = shape.reduce((product, length) => product * length, 1);
  const received = bytes.length - start;
  if (received !== expected) throw new Error(`it says ${shape.join(' × ')} values, and has ${received}`);
  return { shape, values: bytes.subarray(start) };
}
