import type { CastAttrs, CumsumAttrs, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from '../wasm-backend/override.ts';

/**
 * Has a backend take types and axes as the compiled engines do: a concatenation has the type that holds the numbers of all its parts; running
 * sums and products take an axis that is counted from the end, and true and false as integers; an integer as float32 is rounded.
 *
 * @param backend - The backend.
 */
export function mendTypes(backend: string): void {
  override<string>(
    'Concat',
    ({ inputs, attrs, stock }) => {
      const tensors = Object.values(inputs);
      const [first] = tensors;
      if (tensors.every(({ dtype }) => dtype === first?.dtype)) return stock();
      const all = tensors.reduce<tf.DataType>((type, { dtype }) => tf.upcastType(type, dtype), 'bool');
      const parts = tensors.map((x) => tf.cast(x, all));
      return tf.engine().runKernel<Tensor>('Concat', parts as unknown as tf.NamedTensorMap, attrs);
    },
    backend,
  );
  for (const name of ['Cumsum', 'Cumprod']) {
    override<'x', NamedAttrMap & CumsumAttrs>(
      name,
      ({ inputs: { x }, attrs, stock }) => {
        if (x.dtype === 'bool') return tf.engine().runKernel<Tensor>(name, { x: tf.cast(x, 'int32') }, attrs);
        const [axis = 0] = tf.util.parseAxisParam(attrs.axis, x.shape);
        return stock({ ...attrs, axis });
      },
      backend,
    );
  }
  override<'x', CastAttrs>(
    'Cast',
    ({ inputs: { x }, attrs: { dtype }, stock, read }) => {
      if (dtype !== 'float32' || x.dtype !== 'int32') return stock();
      const numbers = read(x);
      // TensorFlow.js' cpu backend keeps an array of integers, with digits that float32 has no place for.
      return numbers.every(hasPlace) ? stock() : tf.tensor(Float32Array.from(numbers), x.shape);
    },
    backend,
  );
}

function hasPlace(number: number): boolean {
  return Math.fround(number) === number;
}
