import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

import { noise } from '../support.ts';

/** A model to export. */
interface ExportedModel {
  /** Length of each axis of an example. */
  readonly example: readonly number[];
  /** Makes its weights, and gives what it computes of a batch. */
  readonly make: () => (x: Tensor) => Tensor;
}

function layered(example: readonly number[], stack: (input: layers.SymbolicTensor) => layers.SymbolicTensor) {
  return {
    example,
    make: () => {
      const input = layers.input({ shape: [...example] });
      const model = layers.model({ inputs: input, outputs: stack(input) });
      // New weights are similar enough to hide an error, those of batch normalisation most of all.
      model.setWeights(model.getWeights().map((weights, index) => tf.abs(noise(weights.shape, 10 + index))));
      return (x: Tensor): Tensor => model.predict(x) as Tensor;
    },
  };
}

const { dense, flatten, conv2d, maxPooling2d, batchNormalization, globalAveragePooling1d, conv1d, lstm, dropout } =
  layers.layers;

/** Models of several kinds, by name: what people export. */
export const exportedModels: Readonly<Record<string, ExportedModel>> = {
  'dense layers': layered(
    [5],
    (x) =>
      dense({ units: 2, activation: 'softmax' }).apply(
        dropout({ rate: 0.5 }).apply(dense({ units: 7, activation: 'elu' }).apply(x)),
      ) as layers.SymbolicTensor,
  ),
  'convolutions and batch normalisation': layered([8, 8, 2], (x) => {
    const filtered = conv2d({ filters: 4, kernelSize: 3, activation: 'relu' }).apply(x);
    const pooled = maxPooling2d({ poolSize: 2 }).apply(batchNormalization().apply(filtered));
    return dense({ units: 3 }).apply(flatten().apply(pooled)) as layers.SymbolicTensor;
  }),
  'a convolution over time': layered([9, 4], (x) => {
    const filtered = conv1d({ filters: 5, kernelSize: 3, activation: 'tanh' }).apply(x);
    return dense({ units: 2 }).apply(globalAveragePooling1d().apply(filtered)) as layers.SymbolicTensor;
  }),
  'an LSTM': layered(
    [4, 3],
    (x) => lstm({ units: 5, recurrentInitializer: 'glorotNormal' }).apply(x) as layers.SymbolicTensor,
  ),
  attention: {
    example: [6, 4],
    make: () => {
      const [query, key, value] = [1, 2, 3].map((seed) => tf.variable(noise([4, 4], seed)));
      const project = (x: Tensor, weights: Tensor | undefined): Tensor =>
        tf.reshape(tf.matMul(tf.reshape(x, [-1, 4]), weights ?? x), [-1, 6, 4]);
      return (x) => {
        const scores = tf.softmax(tf.matMul(project(x, query), project(x, key), false, true));
        return tf.matMul(scores, project(x, value));
      };
    },
  },
};
