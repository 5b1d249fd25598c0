import '@tensorflow/tfjs-backend-cpu';

import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { expectSame } from './compare.ts';
import { floats, type Input, ints, tensorOf } from './conformance-case.ts';

const { layers } = tfl;
type Layers = () => readonly tfl.layers.Layer[];

interface Model {
  readonly input: Input;
  /** What is between the inputs and a dense layer to three classes. Made anew for each model. */
  readonly layers: Layers;
}

const picture = (): Input => floats([4, 6, 6, 2], [-1, 1]);
const rows = (): Input => floats([8, 5], [-1, 1]);
const inputShape = [6, 6, 2];

const models: Readonly<Record<string, Model>> = {
  ...Object.fromEntries(
    (
      [
        'linear',
        'relu',
        'sigmoid',
        'tanh',
        'elu',
        'selu',
        'softplus',
        'softsign',
        'swish',
        'gelu',
        'relu6',
        'hardSigmoid',
      ] as const
    ).map((activation) => [
      `dense, ${activation}`,
      { input: rows(), layers: () => [layers.dense({ units: 6, activation, inputShape: [5] })] } satisfies Model,
    ]),
  ),
  'dense on sequences': {
    input: floats([3, 4, 5], [-1, 1]),
    layers: () => [layers.dense({ units: 6, activation: 'relu', inputShape: [4, 5] }), layers.flatten()],
  },
  'dense, regularised': {
    input: rows(),
    layers: () => [layers.dense({ units: 6, inputShape: [5], kernelRegularizer: 'l1l2', activation: 'relu' })],
  },
  embedding: {
    input: { ...ints([6, 4], 9), dtype: 'int32' },
    layers: () => [layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 4 }), layers.flatten()],
  },
  'embedding, averaged': {
    input: { ...ints([6, 4], 9), dtype: 'int32' },
    layers: () => [layers.embedding({ inputDim: 9, outputDim: 3, inputLength: 4 }), layers.globalAveragePooling1d({})],
  },
  conv2d: {
    input: picture(),
    layers: () => [layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape }), layers.flatten()],
  },
  'conv2d, strided, same': {
    input: picture(),
    layers: () => [
      layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', inputShape }),
      layers.flatten(),
    ],
  },
  'depthwise conv2d': {
    input: picture(),
    layers: () => [layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, inputShape }), layers.flatten()],
  },
  'separable conv2d': {
    input: picture(),
    layers: () => [
      layers.separableConv2d({ filters: 3, kernelSize: 3, activation: 'relu', inputShape }),
      layers.flatten(),
    ],
  },
  conv1d: {
    input: floats([4, 7, 3], [-1, 1]),
    layers: () => [
      layers.conv1d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [7, 3] }),
      layers.flatten(),
    ],
  },
  'conv2d, max pooling, conv2d': {
    input: picture(),
    layers: () => [
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu', inputShape }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 3, kernelSize: 2, activation: 'relu' }),
      layers.flatten(),
    ],
  },
  'max pooling': {
    input: picture(),
    layers: () => [
      layers.conv2d({ filters: 2, kernelSize: 1, inputShape }),
      layers.maxPooling2d({ poolSize: 3, strides: 1 }),
      layers.flatten(),
    ],
  },
  'average pooling': {
    input: picture(),
    layers: () => [
      layers.conv2d({ filters: 2, kernelSize: 1, inputShape }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.flatten(),
    ],
  },
  'global pooling': {
    input: picture(),
    layers: () => [layers.conv2d({ filters: 4, kernelSize: 3, inputShape }), layers.globalMaxPooling2d({})],
  },
  'batch normalisation of rows': {
    input: rows(),
    layers: () => [
      layers.dense({ units: 6, useBias: false, inputShape: [5] }),
      layers.batchNormalization(),
      layers.activation({ activation: 'relu' }),
    ],
  },
  'batch normalisation of pictures': {
    input: picture(),
    layers: () => [
      layers.conv2d({ filters: 3, kernelSize: 3, useBias: false, inputShape }),
      layers.batchNormalization(),
      layers.flatten(),
    ],
  },
  'layer normalisation': {
    input: rows(),
    layers: () => [
      layers.dense({ units: 6, inputShape: [5] }),
      layers.layerNormalization(),
      layers.activation({ activation: 'relu' }),
    ],
  },
  'layer normalisation of sequences': {
    input: floats([3, 4, 5], [-1, 1]),
    layers: () => [layers.dense({ units: 6, inputShape: [4, 5] }), layers.layerNormalization(), layers.flatten()],
  },
  'prelu and leaky relu': {
    input: rows(),
    layers: () => [
      layers.dense({ units: 6, inputShape: [5] }),
      layers.prelu(),
      layers.dense({ units: 6 }),
      layers.leakyReLU(),
    ],
  },
  'reshape, permute, repeat': {
    input: rows(),
    layers: () => [
      layers.dense({ units: 6, inputShape: [5] }),
      layers.reshape({ targetShape: [2, 3] }),
      layers.permute({ dims: [2, 1] }),
      layers.flatten(),
      layers.repeatVector({ n: 2 }),
      layers.flatten(),
    ],
  },
};

const steps = 3;

/** Trains a model with Adam, and gives what is left of it: losses, weights and predictions. */
async function train({ input, layers: make }: Model, compiled: boolean): Promise<Tensor[]> {
  const model = tfl.sequential({ layers: [...make(), layers.dense({ units: 3 })] });
  model.setWeights(model.getWeights().map(({ shape }, seed) => tensorOf(floats(shape, [0.1, 0.6], seed))));
  const trained = model.trainableWeights
    .map((weight) => weight.read())
    .filter((weight) => weight instanceof tf.Variable);
  const labels = tf.oneHot(tensorOf(ints(input.shape.slice(0, 1), 3)), 3);
  const optimizer = tf.train.adam(0.01);
  const step = (x: Tensor): Scalar | null =>
    optimizer.minimize(
      () => {
        const logits = model.apply(x, { training: true }) as Tensor;
        const penalty = model.calculateLosses().reduce<Tensor>((sum, loss) => tf.add(sum, loss), tf.scalar(0));
        return tf.add(tf.losses.softmaxCrossEntropy(labels, logits), penalty);
      },
      true,
      trained,
    );
  const predict = (x: Tensor): Tensor => model.apply(x) as Tensor;
  const [compiledStep, compiledPredict] = [compile(step, { engine: 'native' }), compile(predict, { engine: 'native' })];
  const x = tensorOf(input);
  const results: Tensor[] = [];
  for (let batch = 0; batch < steps; batch += 1) {
    const loss = compiled ? await compiledStep(x) : step(x);
    if (loss) results.push(loss);
  }
  results.push(compiled ? await compiledPredict(x) : predict(x));
  await compiledStep.dispose();
  await compiledPredict.dispose();
  return [...results, ...model.getWeights()];
}

describe('layers', () => {
  it.each(Object.entries(models))('train as they do eagerly, for three steps of Adam: %s', async (_, model) => {
    await tf.setBackend('cpu');
    const [actual, expected] = [await train(model, true), await train(model, false)];
    expect(expected.length).toBeGreaterThan(steps + 2);
    const host = actual.map((tensor) => ({ data: tensor.dataSync<'float32'>(), shape: tensor.shape }));
    // Adam divides by roots of second moments: where a gradient is nearly 0, so is what it is divided by.
    expectSame('result', host, expected, { relative: 1e-4, absolute: 1e-5 });
  });
});
