import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

import { floats, ints, tensorOf } from '../conformance-case.ts';
import { through } from '../layers/model-case.ts';
import type { WholeModel } from './whole-model.ts';

type Symbolic = tfl.SymbolicTensor;
const { layers } = tfl;

interface Layered {
  readonly shape: readonly number[];
  readonly batch: number;
  readonly classes: number;
  readonly connect: (x: Symbolic) => Symbolic;
  /** Without the batch, the shape of the labels: of rows, of places or of pixels. */
  readonly labels?: readonly number[];
}

/** A model of layers that classifies rows, places of a sequence or pixels. */
function layered({ shape, batch, classes, connect, labels = [] }: Layered): WholeModel {
  const inputs = tfl.input({ shape: [...shape] });
  const model = tfl.model({ inputs, outputs: through(connect(inputs), layers.dense({ units: classes })) });
  // Small numbers of either sign; what batch normalisation keeps of variances stays above 0.
  model.setWeights(
    model.weights.map((weight, seed) => {
      const size = 1.5 / Math.sqrt(tf.util.sizeFromShape(weight.shape.slice(0, -1).map(Number)));
      const range = [-size, size] as const;
      return tensorOf(
        floats(weight.shape.map(Number), /variance|gamma/.test(weight.originalName) ? [0.8, 1.2] : range, seed),
      );
    }),
  );
  const read = (weights: readonly tfl.LayerVariable[]): tf.Variable[] =>
    weights.map((weight) => weight.read()).filter((value) => value instanceof tf.Variable);
  return {
    trained: read(model.trainableWeights),
    variables: read(model.weights),
    loss: (x, y) => {
      const logits = tf.reshape(model.apply(x, { training: true }) as Tensor, [-1, classes]);
      return tf.losses.softmaxCrossEntropy<Tensor, Scalar>(tf.oneHot(tf.reshape(y, [-1]), classes), logits);
    },
    batch: (seed) => [
      tensorOf(floats([batch, ...shape], [-1, 1], seed)),
      tensorOf(ints([batch, ...labels], classes, seed)),
    ],
  };
}

const conv = (filters: number, kernelSize: number, more: object = {}) =>
  layers.conv2d({ filters, kernelSize, padding: 'same', activation: 'relu', ...more });

/** Convolution, batch normalisation, activation. */
function block(x: Symbolic, filters: number, { strides = 1, activated = true } = {}): Symbolic {
  const y = through(x, conv(filters, 3, { useBias: false, activation: 'linear', strides }));
  const normal = through(y, layers.batchNormalization());
  return activated ? through(normal, layers.reLU()) : normal;
}

/** Two blocks and what they leave as it is. */
function residual(x: Symbolic, filters: number, strides: number): Symbolic {
  const y = block(block(x, filters, { strides }), filters, { activated: false });
  const shortcut =
    strides > 1 ? through(x, layers.conv2d({ filters, kernelSize: 1, strides, padding: 'same', useBias: false })) : x;
  return through(through([y, shortcut], layers.add()), layers.reLU());
}

/** Three dense layers. */
export const mlp = (): WholeModel =>
  layered({
    shape: [12],
    batch: 16,
    classes: 4,
    connect: (x) => {
      const hidden = through(x, layers.dense({ units: 24, activation: 'relu' }));
      return through(hidden, layers.dense({ units: 16, activation: 'tanh' }));
    },
  });

/** Two convolutions with pooling, two dense layers. */
export const lenet = (): WholeModel =>
  layered({
    shape: [20, 20, 1],
    batch: 4,
    classes: 10,
    connect: (x) => {
      const first = through(through(x, conv(4, 5, { padding: 'valid' })), layers.maxPooling2d({ poolSize: 2 }));
      const second = through(through(first, conv(8, 5, { padding: 'valid' })), layers.maxPooling2d({ poolSize: 2 }));
      return through(through(second, layers.flatten()), layers.dense({ units: 20, activation: 'relu' }));
    },
  });

/** Residual blocks with batch normalisation. */
export const resnet = (): WholeModel =>
  layered({
    shape: [8, 8, 3],
    batch: 4,
    classes: 5,
    connect: (x) => through(residual(residual(block(x, 4), 4, 1), 8, 2), layers.globalAveragePooling2d({})),
  });

/** An LSTM that names every place of a long sequence. */
export const tagger = (): WholeModel =>
  layered({
    shape: [64, 6],
    batch: 2,
    classes: 5,
    labels: [64],
    connect: (x) => through(x, layers.lstm({ units: 8, returnSequences: true, recurrentInitializer: 'glorotNormal' })),
  });

/** Down and up again, with what is beside each other joined. */
export const unet = (): WholeModel =>
  layered({
    shape: [8, 8, 2],
    batch: 2,
    classes: 3,
    labels: [8, 8],
    connect: (x) => {
      const high = through(x, conv(4, 3));
      const middle = through(through(high, layers.maxPooling2d({ poolSize: 2 })), conv(6, 3));
      const low = through(through(middle, layers.maxPooling2d({ poolSize: 2 })), conv(8, 3));
      const risen = through(low, layers.conv2dTranspose({ filters: 6, kernelSize: 2, strides: 2 }));
      const joined = through(through([risen, middle], layers.concatenate()), conv(6, 3));
      const top = through(joined, layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }));
      return through(through([top, high], layers.concatenate()), conv(4, 3));
    },
  });
