import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import * as tf from '@tensorflow/tfjs-core';

import type { Layer } from '../../src/layers/layer.ts';

/** Numbers with a shape. */
export interface Numbers {
  readonly values: readonly number[];
  readonly shape: readonly number[];
}

/**
 * What a layer gives for a batch.
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param parameters - The numbers of each parameter.
 */
export function runLayer(layer: Layer, input: Numbers, parameters: readonly (readonly number[])[] = []): Numbers {
  return tf.tidy(() => {
    const output = layer.apply(tensorOf(input), tensorsOf(layer, parameters), { training: false });
    return { values: [...output.dataSync()], shape: output.shape };
  });
}

/**
 * The gradient of Σ cᵢ yᵢ in each parameter, and in the input unless it is tokens; cᵢ = 1, ½, ⅓, …
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param parameters - The numbers of each parameter.
 * @param tokens - Whether the input is tokens.
 */
export function layerGradients(
  layer: Layer,
  input: Numbers,
  parameters: readonly (readonly number[])[],
  tokens = false,
): readonly (readonly number[])[] {
  return tf.tidy(() => {
    const fixed = tensorOf(input);
    const total = (...given: tf.Tensor[]): tf.Tensor => {
      const [x = fixed, ...rest] = tokens ? [fixed, ...given] : given;
      return weighted(layer.apply(x, rest, { training: false }));
    };
    const tensors = tensorsOf(layer, parameters);
    return tf
      .grads(total)(tokens ? tensors : [fixed, ...tensors])
      .map((gradient) => [...gradient.dataSync()]);
  });
}

/**
 * The same gradients by central differences.
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param parameters - The numbers of each parameter.
 * @param tokens - Whether the input is tokens.
 */
export function layerDifferences(
  layer: Layer,
  input: Numbers,
  parameters: readonly (readonly number[])[],
  tokens = false,
): readonly (readonly number[])[] {
  const step = 1e-2;
  const blocks = tokens ? parameters : [input.values, ...parameters];
  const totalOf = (given: readonly (readonly number[])[]): number => {
    const [values = [], ...rest] = tokens ? [input.values, ...given] : given;
    return runLayer(layer, { ...input, values }, rest).values.reduce(
      (sum, value, index) => sum + value / (index + 1),
      0,
    );
  };
  return blocks.map((block, place) =>
    block.map((value, index) => {
      const moved = (by: number): number => totalOf(blocks.with(place, block.with(index, value + by)));
      return (moved(step) - moved(-step)) / (2 * step);
    }),
  );
}

function weighted(output: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(output, tf.reshape(tf.div(1, tf.range(1, output.size + 1)), output.shape)));
}

function tensorOf({ values, shape }: Numbers): tf.Tensor {
  return tf.tensor([...values], [...shape]);
}

function tensorsOf(layer: Layer, parameters: readonly (readonly number[])[]): tf.Tensor[] {
  return layer.parameters.map(({ shape }, index) => tf.tensor([...(parameters[index] ?? [])], [...shape]));
}
