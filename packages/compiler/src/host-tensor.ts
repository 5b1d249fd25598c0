import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { CompileError } from './errors.ts';

/** The data types of a compiled function's arguments and results. */
export type DataType = 'float32' | 'int32' | 'bool';

/** Typed arrays with a shape: a compiled function takes them in place of tensors, and returns them when asked for arrays. */
export interface HostTensor {
  /** The numbers, last axis fastest; `Uint8Array` of 0 and 1 for `bool`. */
  readonly data: Float32Array | Int32Array | Uint8Array;
  /** Length of each axis; `[]` for a scalar. */
  readonly shape: readonly number[];
  /**
   * The type of the numbers.
   *
   * @defaultValue by the array: float32, int32 or bool
   */
  readonly dtype?: DataType;
}

/**
 * The type of a tensor's numbers.
 *
 * @param value - A tensor of TensorFlow.js, or typed arrays.
 * @throws {@link CompileError} when they are strings or complex numbers.
 */
export function dataTypeOf(value: HostTensor | Tensor): DataType {
  if (value.dtype !== undefined) return checkType(value.dtype);
  const { data } = value;
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'bool';
}

/**
 * A type of TensorFlow.js, if compiled functions have it.
 *
 * @param dtype - The type.
 * @throws {@link CompileError} when they have not.
 */
export function checkType(dtype: string): DataType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new CompileError(`compile: tensors must be float32, int32 or bool, received ${dtype}.`);
}

/**
 * A tensor's typed arrays.
 *
 * @param value - A tensor of TensorFlow.js, or numbers that are in memory already (given back as they are).
 */
export function toHost(value: HostTensor | Tensor): HostTensor {
  const dtype = dataTypeOf(value);
  if (!(value instanceof tf.Tensor)) return { ...value, dtype };
  const data = value.dataSync<DataType>();
  // After a cast TensorFlow.js may keep the elements in the array of the old type.
  const fits = dataTypeOf({ data, shape: [] }) === dtype;
  return { data: fits ? data : arrayOf(dtype, data), shape: value.shape, dtype };
}

/**
 * A buffer for a tensor's elements.
 *
 * @param dtype - The type of the numbers.
 * @param size - How many, or their values.
 */
export function arrayOf(dtype: DataType, size: number | ArrayLike<number>): Float32Array | Int32Array | Uint8Array {
  const values = typeof size === 'number' ? new ArrayBuffer(size * (dtype === 'bool' ? 1 : 4)) : size;
  if (dtype === 'float32') return values instanceof ArrayBuffer ? new Float32Array(values) : Float32Array.from(values);
  if (dtype === 'int32') return values instanceof ArrayBuffer ? new Int32Array(values) : Int32Array.from(values);
  return values instanceof ArrayBuffer ? new Uint8Array(values) : Uint8Array.from(values);
}

/**
 * Throws unless a value is a shape: a list of integers, none of them below 0.
 *
 * @param what - What it is, for the error.
 * @param shape - Anything.
 * @throws {@link CompileError} when it is not.
 */
export function checkShape(what: string, shape: unknown): void {
  const isLength = (length: unknown): boolean => Number.isSafeInteger(length) && Number(length) >= 0;
  if (Array.isArray(shape) && shape.every(isLength)) return;
  throw new CompileError(`${what} must be a list of whole numbers, received ${String(shape)}.`);
}

/**
 * The size of a shape: its number of elements.
 *
 * @param shape - Length of each axis.
 */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
