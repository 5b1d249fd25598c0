import type { CastAttrs, NamedTensorMap, Tensor, TypedArray } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from '../wasm-backend/override.ts';

/**
 * Has a backend keep NaN where TensorFlow.js loses it: in largest numbers of windows, in the search of largest numbers, in `sign`, and
 * in conversions to int32, which are −2³¹ of what has no place there. Other numbers are computed as before.
 *
 * @param backend - The backend.
 */
export function keepNotANumber(backend: string): void {
  for (const name of ['MaxPool', 'MaxPool3D', 'Dilation2D']) {
    override<'x', tf.NamedAttrMap, 'filter'>(
      name,
      ({ inputs, attrs, stock, read }) => {
        const { x, filter } = inputs;
        if (!hasNaN(read(x))) return stock();
        const run = (more: NamedTensorMap): Tensor => tf.engine().runKernel(name, { ...inputs, ...more }, attrs);
        const lost = run({ x: tf.cast(tf.isNaN(x), 'float32'), ...(filter && { filter: tf.zerosLike(filter) }) });
        return tf.where(tf.greater(lost, 0), Number.NaN, run({ x: without(x, -Infinity) }));
      },
      backend,
    );
  }
  for (const name of ['ArgMax', 'ArgMin']) {
    override<'x'>(
      name,
      ({ inputs: { x }, attrs: { axis }, stock, read }) => {
        if (!hasNaN(read(x))) return stock();
        const [isNaN, along] = [tf.isNaN(x), axis as number];
        const others = tf.engine().runKernel<Tensor>(name, { x: without(x, 0) }, { axis: along });
        return tf.where(tf.any(isNaN, along), tf.argMax(tf.cast(isNaN, 'int32'), along), others);
      },
      backend,
    );
  }
  override<'x'>(
    'Sign',
    ({ inputs: { x }, stock, read }) => (hasNaN(read(x)) ? tf.where(tf.isNaN(x), x, tf.sign(without(x, 0))) : stock()),
    backend,
  );
  override<'a' | 'b'>(
    'FloorDiv',
    ({ inputs: { a, b }, stock }) => {
      if (a.dtype !== 'float32') return stock();
      return tf.cast(tf.where(tf.equal(b, 0), 0, tf.floor(tf.div(a, b))), 'int32');
    },
    backend,
  );
  override<'x', CastAttrs>(
    'Cast',
    ({ inputs: { x }, attrs: { dtype }, stock, read }) => {
      const numbers = read(x);
      if (dtype !== 'int32' || x.dtype !== 'float32' || numbers.every(hasPlace)) return stock();
      return tf.tensor(
        Int32Array.from(numbers, (number) => (hasPlace(number) ? number : lowest)),
        x.shape,
      );
    },
    backend,
  );
}

const lowest = -(2 ** 31);

/** Whether a number has a place among int32. */
function hasPlace(number: number): boolean {
  return number >= lowest && number < -lowest;
}

function hasNaN(numbers: TypedArray): boolean {
  return numbers instanceof Float32Array && numbers.some(Number.isNaN);
}

/** A tensor with another number in place of NaN. */
function without(x: Tensor, number: number): Tensor {
  return tf.where(tf.isNaN(x), number, x);
}
