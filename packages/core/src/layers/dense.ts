import { add, matMul } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { Layer } from './layer.ts';
import { uniformParameter } from './uniform-parameter.ts';

/**
 * A dense layer: y = x W + b.
 *
 * @param inputs - Numbers that an example has.
 * @param outputs - Numbers that it gives.
 */
export function dense(inputs: number, outputs: number): Layer {
  return {
    parameters: [uniformParameter([inputs, outputs], inputs), uniformParameter([outputs], inputs)],
    outputShape: [outputs],
    apply: (input, parameters) => add(matMul(input, at(parameters, 0)), at(parameters, 1)),
  };
}
