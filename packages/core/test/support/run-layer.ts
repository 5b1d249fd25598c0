import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import * as tf from '@tensorflow/tfjs-core';

import type { Built, Layer, TensorSpec, WeightRef } from '../../src/layers/layer.ts';
import { ForwardRun } from '../../src/model/forward-run.ts';
import { WeightList } from '../../src/model/weight-list.ts';

/** Numbers with a shape. */
export interface Numbers {
  readonly values: readonly number[];
  readonly shape: readonly number[];
}

/** A layer with its weights. */
export interface BuiltLayer extends Built {
  readonly parameters: readonly WeightRef[];
  readonly buffers: readonly WeightRef[];
}

/**
 * Builds a layer.
 *
 * @param layer - The layer.
 * @param input - What one example is: a shape of numbers, or all that is known of it.
 */
export function build(layer: Layer, input: readonly number[] | TensorSpec): BuiltLayer {
  const list = new WeightList();
  const spec: TensorSpec = 'shape' in input ? input : { shape: input, dtype: 'float32' };
  const built = layer.build(spec, list.scope());
  const { parameters, buffers } = list;
  return { output: built.output, call: (x, run) => built.call(x, run), parameters, buffers };
}

/**
 * What a layer gives for a batch.
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param weights - The numbers of each parameter, and after them of each buffer.
 * @param training - Whether the model is being trained.
 */
export function runLayer(
  layer: BuiltLayer,
  input: Numbers,
  weights: readonly (readonly number[])[] = [],
  training = false,
): Numbers {
  return tf.tidy(() => {
    const output = layer.call(tensorOf(input), runOf(layer, tensorsOf(layer, weights), training));
    return { values: [...output.dataSync()], shape: output.shape };
  });
}

/**
 * The buffers that a layer assigns when it is trained on a batch, one after the other.
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param weights - The numbers of each parameter, and after them of each buffer.
 */
export function buffersAfter(
  layer: BuiltLayer,
  input: Numbers,
  weights: readonly (readonly number[])[],
): readonly number[] {
  return tf.tidy(() => {
    const run = runOf(layer, tensorsOf(layer, weights), true);
    layer.call(tensorOf(input), run);
    return [...(run.buffersAfter(layer.buffers)?.dataSync() ?? [])];
  });
}

/**
 * The gradient of Σ cᵢ yᵢ in each parameter, and in the input unless it is whole numbers; cᵢ = 1, ½, ⅓, …
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param weights - The numbers of each parameter.
 * @param options - Whether the input is whole numbers, and whether the model is being trained.
 */
export function layerGradients(
  layer: BuiltLayer,
  input: Numbers,
  weights: readonly (readonly number[])[],
  { whole = false, training = false } = {},
): readonly (readonly number[])[] {
  return tf.tidy(() => {
    const fixed = tensorOf(input);
    const total = (...given: tf.Tensor[]): tf.Tensor => {
      const [x = fixed, ...rest] = whole ? [fixed, ...given] : given;
      return weighted(layer.call(x, runOf(layer, rest, training)));
    };
    const tensors = tensorsOf(layer, weights);
    return tf
      .grads(total)(whole ? tensors : [fixed, ...tensors])
      .map((gradient) => [...gradient.dataSync()]);
  });
}

/**
 * The same gradients by central differences.
 *
 * @param layer - The layer.
 * @param input - The batch.
 * @param weights - The numbers of each parameter.
 * @param options - Whether the input is whole numbers, and whether the model is being trained.
 */
export function layerDifferences(
  layer: BuiltLayer,
  input: Numbers,
  weights: readonly (readonly number[])[],
  { whole = false, training = false } = {},
): readonly (readonly number[])[] {
  const step = 1e-2;
  const blocks = whole ? weights : [input.values, ...weights];
  const totalOf = (given: readonly (readonly number[])[]): number => {
    const [values = [], ...rest] = whole ? [input.values, ...given] : given;
    return runLayer(layer, { ...input, values }, rest, training).values.reduce(
      (sum, value, index) => sum + value / (index + 1),
      0,
    );
  };
  return blocks.map((block, at) =>
    block.map((value, index) => {
      const moved = (by: number): number => totalOf(blocks.with(at, block.with(index, value + by)));
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

function weightsOf({ parameters, buffers }: BuiltLayer): readonly WeightRef[] {
  return [...parameters, ...buffers];
}

function tensorsOf(layer: BuiltLayer, weights: readonly (readonly number[])[]): tf.Tensor[] {
  return weightsOf(layer)
    .slice(0, weights.length)
    .map(({ shape }, index) => tf.tensor([...(weights[index] ?? [])], [...shape]));
}

function runOf(layer: BuiltLayer, tensors: readonly tf.Tensor[], training: boolean): ForwardRun {
  const refs = weightsOf(layer);
  const values = refs.map((ref, index): [WeightRef, tf.Tensor] => [
    ref,
    tensors[index] ?? tf.fill([...ref.shape], ref.path.endsWith('variance') ? 1 : 0),
  ]);
  return new ForwardRun(new Map(values), training);
}
