import '@tensorflow/tfjs-backend-cpu';
import '@equipoise/compiler';

import * as tf from '@tensorflow/tfjs-core';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { mlpHead } from '../../src/heads/mlp-head.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { ModelGraph, type ModelParts } from '../../src/model/model-graph.ts';
import { sumAndLargest } from './tables.ts';

/** Rows of four numbers. */
export const row: TensorSpec = { shape: [4], dtype: 'float32' };

/**
 * A model of which only some parts are of interest.
 *
 * @param parts - These parts; the others are those of `fit`, on rows of four numbers.
 */
export function graphOf(parts: Partial<ModelParts>): ModelGraph {
  const usual = { inputs: { input: row }, tasks: sumAndLargest, architecture: hardSharing(), head: mlpHead() };
  return new ModelGraph({ ...usual, ...parts });
}

/**
 * The outputs of a model for a batch, by the task's name.
 *
 * @param graph - The model.
 * @param vector - All parameters.
 * @param batch - The examples of each input.
 */
export function outputsOf(
  graph: ModelGraph,
  vector: ArrayLike<number>,
  batch: Readonly<Record<string, readonly (readonly number[])[]>>,
): Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>> {
  return tf.tidy(() => {
    const inputs = Object.entries(batch).map(([name, rows]) => [name, tf.tensor2d(rows.map((each) => [...each]))]);
    const run = graph.run(graph.unflatten(tf.tensor1d(Float32Array.from(vector))), undefined, false);
    const found = graph.call(Object.fromEntries(inputs) as Record<string, tf.Tensor>, graph.parts.tasks, run);
    return Object.fromEntries(
      Object.entries(found).map(([name, output]) => [name, { shape: output.shape, values: [...output.dataSync()] }]),
    );
  });
}
