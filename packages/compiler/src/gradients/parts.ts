import type { Tensor } from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/**
 * The gradient of a split or an unstack: the concatenation of the parts' gradients. TensorFlow.js fails where there is one part
 * only.
 *
 * @param input - The name of the operator's input.
 * @param join - Puts parts together along an axis.
 */
export function ofParts(input: string, join: (parts: readonly Tensor[], axis: number) => Tensor): GradientFunction {
  return (dy, _, { axis }) => ({ [input]: () => join([dy].flat(), axis as number) });
}
