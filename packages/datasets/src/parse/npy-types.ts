/** Arrays of numbers that npy files are read to. */
export type NpyValues =
  Float64Array | Float32Array | Int32Array | Int16Array | Int8Array | Uint32Array | Uint16Array | Uint8Array;

/** How numbers of a type are read. */
export interface NpyType {
  /** Bytes of a number. */
  readonly size: number;
  /**
   * Reads numbers.
   *
   * @param body - As many as there are.
   * @param count - How many.
   * @param little - Whether the least byte comes first.
   */
  read(body: DataView, count: number, little: boolean): NpyValues;
}

/** The types that are read, by their names in NumPy without the order of bytes. */
export const npyTypes: ReadonlyMap<string, NpyType> = new Map([
  ['f8', typed(8, Float64Array, (body, at, little) => body.getFloat64(at, little))],
  ['f4', typed(4, Float32Array, (body, at, little) => body.getFloat32(at, little))],
  ['f2', typed(2, Float32Array, (body, at, little) => half(body.getUint16(at, little)))],
  ['i8', typed(8, Float64Array, (body, at, little) => exact(body.getBigInt64(at, little)))],
  ['u8', typed(8, Float64Array, (body, at, little) => exact(body.getBigUint64(at, little)))],
  ['i4', typed(4, Int32Array, (body, at, little) => body.getInt32(at, little))],
  ['u4', typed(4, Uint32Array, (body, at, little) => body.getUint32(at, little))],
  ['i2', typed(2, Int16Array, (body, at, little) => body.getInt16(at, little))],
  ['u2', typed(2, Uint16Array, (body, at, little) => body.getUint16(at, little))],
  ['i1', typed(1, Int8Array, (body, at) => body.getInt8(at))],
  ['u1', typed(1, Uint8Array, (body, at) => body.getUint8(at))],
  ['b1', typed(1, Uint8Array, (body, at) => (body.getUint8(at) === 0 ? 0 : 1))],
]);

function typed(
  size: number,
  Values: new (count: number) => NpyValues,
  read: (body: DataView, at: number, little: boolean) => number,
): NpyType {
  return {
    size,
    read(body, count, little) {
      const values = new Values(count);
      for (let index = 0; index < count; index += 1) values[index] = read(body, index * size, little);
      return values;
    },
  };
}

function exact(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new Error(`its whole number ${value} is too large to be exact`);
}

/** The number that 16 bits of IEEE 754 stand for: a sign, 5 bits of an exponent, 10 of a fraction. */
function half(bits: number): number {
  const sign = bits >>> 15 === 0 ? 1 : -1;
  const [exponent, fraction] = [(bits >>> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
