import type { NamedAttrMap } from '@tensorflow/tfjs-core';
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
      return read(output).some((number) => Math.abs(number) === Infinity) ? onCpu(name, inputs, attrs) : output;
    });
  }
  for (const name of fused) {
    override<string, NamedAttrMap & Activation>(name, ({ inputs, attrs, stock, read }) => {
      const sums = stock({ ...attrs, activation: 'linear' });
      if (read(sums).some((number) => Math.abs(number) === Infinity)) return onCpu(name, inputs, attrs);
      return activated(sums, attrs, inputs.preluActivationWeights);
    });
  }
  for (const name of ['Maximum', 'Minimum']) {
    override<'a' | 'b'>(name, ({ inputs: { a, b }, stock, read }) => {
      const isLost = [a, b].some((x) => x.dtype === 'float32' && read(x).some(Number.isNaN));
      return isLost ? tf.where(tf.logicalOr(tf.isNaN(a), tf.isNaN(b)), Number.NaN, stock()) : stock();
    });
  }
}
