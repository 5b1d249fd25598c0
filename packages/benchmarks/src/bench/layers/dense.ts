import { add, matMul, reshape, type Tensor } from '@tensorflow/tfjs-core';

import { uniform } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * y = x W + b over the last axis, whatever axes are before it.
 *
 * @param inputs - The length of the last axis.
 * @param outputs - Its length afterwards.
 */
export function dense(inputs: number, outputs: number): Part {
  return { parameters: [uniform([inputs, outputs], inputs), uniform([outputs], inputs)], apply: affine };
}

/**
 * x W + b over the last axis.
 *
 * @param x - What is multiplied; its other axes stay.
 * @param weight - W.
 * @param bias - b.
 */
export function affine(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const [inputs, outputs] = weight.shape as [number, number];
  return reshape(add(matMul(reshape(x, [-1, inputs]), weight), bias), [...x.shape.slice(0, -1), outputs]);
}
