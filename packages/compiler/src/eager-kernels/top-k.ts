import type { Tensor, TopKAttrs, TypedArray } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { sizeOf } from '../host-tensor.ts';
import { override } from '../wasm-backend/override.ts';

/**
 * Has a backend find the largest numbers as the compiled engines do: NaN before all others, and of equal numbers the first. TensorFlow.js'
 * cpu backend has equal numbers in no order.
 *
 * @param backend - The backend.
 */
export function orderTopK(backend: string): void {
  override<'x', TopKAttrs>(
    'TopK',
    ({ inputs: { x }, attrs: { k }, read }) => {
      const length = x.shape.at(-1) ?? 1;
      const rows = sizeOf(x.shape.slice(0, -1));
      const numbers = read(x);
      const places = Array.from({ length: rows }, (_, row) =>
        largest(numbers.subarray(row * length, (row + 1) * length), k),
      );
      const shape = [...x.shape.slice(0, -1), k];
      const values = places.flatMap((own, row) => own.map((place) => numbers[row * length + place] ?? 0));
      return [tensor(values, shape, x.dtype), tensor(places.flat(), shape, 'int32')];
    },
    backend,
  );
}

/** The places of the largest numbers, in order. */
function largest(numbers: TypedArray, count: number): readonly number[] {
  const at = (place: number): number => numbers[place] ?? 0;
  const places = Array.from(numbers, (_, place) => place);
  return places.sort((a, b) => order(at(a), at(b)) || a - b).slice(0, count);
}

function order(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a === b ? 0 : b > a ? 1 : -1;
}

function tensor(values: readonly number[], shape: number[], dtype: tf.DataType): Tensor {
  return tf.tensor([...values], shape, dtype);
}
