import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { Correction } from './gradient.ts';

/** The kernels that are linear in `dy`, and the kernel that they are the gradient of, with the name of its input. */
const linear: readonly (readonly [kernel: string, gradientOf: string, input: string])[] = [
  [tf.AvgPoolGrad, tf.AvgPool, 'x'],
  [tf.AvgPool3DGrad, tf.AvgPool3D, 'x'],
  [tf.ResizeBilinearGrad, tf.ResizeBilinear, 'images'],
  [tf.ResizeNearestNeighborGrad, tf.ResizeNearestNeighbor, 'images'],
];

/**
 * The gradients of the gradients of operators that are linear in their input, which TensorFlow.js lacks: by the incoming gradient
 * the operator itself, by its input 0.
 */
export const secondLinearGradients: Readonly<Record<string, Correction>> = Object.fromEntries(
  linear.map(([kernel, gradientOf, name]): [string, Correction] => {
    const other = name === 'x' ? 'input' : name;
    return [
      kernel,
      {
        inputs: ['dy', other],
        gradient: (dd, saved, attributes) => {
          const [dy, input] = saved as [Tensor, Tensor];
          const attrs: NamedAttrMap = { ...attributes, size: dy.shape.slice(1, 3) };
          return {
            dy: () => tf.engine().runKernel(gradientOf, { [name]: dd }, attrs),
            [other]: () => tf.zeros(input.shape),
          };
        },
      },
    ];
  }),
);

/** The gradient of `dy · (y < 0 ? y + 1 : 1)`, the gradient of an exponential linear unit by its own output y. */
export const secondEluGradient: Correction = {
  inputs: ['dy', 'y'],
  gradient: (dd, saved) => {
    const [dy, y] = saved as [Tensor, Tensor];
    return {
      dy: () => tf.engine().runKernel(tf.EluGrad, { dy: dd, y }),
      y: () => tf.mul(tf.mul(dd, dy), tf.cast(tf.less(y, 0), 'float32')),
    };
  },
};
