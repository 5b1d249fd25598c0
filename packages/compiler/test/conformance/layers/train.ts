import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

import { compile } from '../../../src/index.ts';
import { expectSame } from '../compare.ts';
import { floats, ints, tensorOf, type Tolerance } from '../conformance-case.ts';
import { type ModelCase, through } from './model-case.ts';

/** The model of a case, with weights that are the same each time. */
function modelOf({ input, connect }: ModelCase, [from, to] = [0.1, 0.6]): tfl.LayersModel {
  const inputs = tfl.input({ shape: input.shape.slice(1), dtype: input.dtype });
  const features = connect(inputs);
  const rows = features.shape.length > 2 ? through(features, tfl.layers.flatten()) : features;
  const model = tfl.model({ inputs, outputs: through(rows, tfl.layers.dense({ units: 3 })) });
  model.setWeights(model.getWeights().map(({ shape }, seed) => tensorOf(floats(shape, [from, to], seed))));
  return model;
}

interface Run {
  readonly model: tfl.LayersModel;
  readonly x: Tensor;
  readonly labels: Tensor;
  readonly compiled: boolean;
  readonly steps: number;
}

/** Trains a model with Adam, and gives what is left of it: losses, predictions and weights. */
async function train({ model, x, labels, compiled, steps }: Run): Promise<Tensor[]> {
  const trained = model.trainableWeights
    .map((weight) => weight.read())
    .filter((weight) => weight instanceof tf.Variable);
  const optimizer = tf.train.adam(0.01);
  const step = (inputs: Tensor): Scalar | null =>
    optimizer.minimize(
      () => {
        const logits = model.apply(inputs, { training: true }) as Tensor;
        const penalty = model.calculateLosses().reduce<Tensor>((sum, loss) => tf.add(sum, loss), tf.scalar(0));
        return tf.add(tf.losses.softmaxCrossEntropy(labels, logits), penalty);
      },
      true,
      trained,
    );
  const predict = (inputs: Tensor): Tensor => model.apply(inputs) as Tensor;
  const [compiledStep, compiledPredict] = [compile(step, { engine: 'native' }), compile(predict, { engine: 'native' })];
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

/** Fails unless a model trains compiled as it does op by op. */
export async function expectSameTraining(example: ModelCase, tolerance: Tolerance): Promise<void> {
  await tf.setBackend('cpu');
  const x = tensorOf(example.input);
  const labels = tf.oneHot(tensorOf(ints(example.input.shape.slice(0, 1), 3)), 3);
  const steps = 3;
  const [actual, expected] = [
    await train({ model: modelOf(example), x, labels, compiled: true, steps }),
    await train({ model: modelOf(example), x, labels, compiled: false, steps }),
  ];
  const host = actual.map((tensor) => ({ data: tensor.dataSync<'float32'>(), shape: tensor.shape }));
  expectSame('result', host, expected, tolerance);
}
