import type { NamedAttrMap, Tensor, TypedArray } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Activation, activated } from './activation.ts';
import { onCpu } from './forward.ts';
import { override } from './override.ts';

/** Kernels that end their outputs at ±∞ by instructions that give −∞ for NaN. */
const ending = ['AvgPool', 'Conv2D', 'DepthwiseConv2dNative'];
/** Those with an activation behind it, which makes 0 of −∞. */
const fused = ['FusedConv2D', 'FusedDepthwiseConv2D'];

/** Has NaN kept by convolutions, means of windows, and the larger and the smaller of two numbers, which lose it. */
export function keepNaNOnWasm(): void {
  for (const name of ending) {
    override<string>(name, ({ inputs, attrs, stock, read }) => {
      const output = stock();
      return hasInfinity(read(output)) ? onCpu(name, inputs, attrs) : output;
    });
  }
  for (const name of fused) {
    override<string, NamedAttrMap & Activation>(name, ({ inputs, attrs, stock, read }) => {
      const { preluActivationWeights, ...others } = inputs;
      if (attrs.activation === 'linear') {
        const sums = stock();
        return hasInfinity(read(sums)) ? onCpu(name, inputs, attrs) : sums;
      }
      const sums = tf.engine().runKernel<Tensor>(name, others, { ...attrs, activation: 'linear' });
      return activated(sums, attrs, preluActivationWeights);
    });
  }
  for (const name of ['Maximum', 'Minimum']) {
    override<'a' | 'b'>(name, ({ inputs: { a, b }, stock, read }) => {
      const isLost = [a, b].some((x) => x.dtype === 'float32' && read(x).some(Number.isNaN));
      return isLost ? tf.where(tf.logicalOr(tf.isNaN(a), tf.isNaN(b)), Number.NaN, stock()) : stock();
    });
  }
}

function hasInfinity(numbers: TypedArray): boolean {
  return numbers.some((number) => Math.abs(number) === Infinity);
}
