import { add, matMul, reshape, type Tensor } from '@tensorflow/tfjs-core';

import { flag, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { uniform } from './initializers.ts';
import type { Layer, Run, Scope } from './layer.ts';

/** Options of {@link dense}. */
export const denseOptions = optionsSchema('dense', {
  units: integer({ default: 64, min: 1, meaning: 'the number of outputs' }),
  bias: flag({ default: true, meaning: 'whether a bias is added' }),
});

/** Options of {@link dense}. */
export type DenseOptions = OptionsOf<typeof denseOptions>;

/**
 * A dense (fully connected, linear) layer over the last axis: y = x W + b.
 *
 * @param options - Its size.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function dense(options: DenseOptions): Layer {
  const { units, bias } = denseOptions.read(options);
  return defineLayer({
    name: 'dense',
    options: { units, bias },
    build(input, scope) {
      const apply = affine(scope, lastAxis('dense', input), units, bias);
      return { shape: [...input.shape.slice(0, -1), units], call: apply };
    },
  });
}

/**
 * Declares kernel and bias of a linear map of the last axis.
 *
 * @param scope - Where they are declared.
 * @param inputs - Length of the last axis.
 * @param units - Length of it afterwards.
 * @param bias - Whether a bias is added.
 * @param initializer - How both begin.
 * @returns The map.
 */
export function affine(
  scope: Scope,
  inputs: number,
  units: number,
  bias = true,
  initializer = uniform(inputs),
): (x: Tensor, run: Run) => Tensor {
  const kernel = scope.weight('kernel', [inputs, units], initializer);
  const offset = bias ? scope.weight('bias', [units], initializer) : undefined;
  return (x, run) => {
    const rows = x.rank === 2 ? x : reshape(x, [-1, inputs]);
    const product = matMul(rows, run.weight(kernel));
    const result = offset ? add(product, run.weight(offset)) : product;
    return x.rank === 2 ? result : reshape(result, [...x.shape.slice(0, -1), units]);
  };
}
