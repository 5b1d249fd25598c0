import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';

import { compile, CompileError } from '../../src/index.ts';
import { random } from '../random.ts';
import { expectSame } from './compare.ts';
import { floats, tensorOf, usual } from './conformance-case.ts';
import { core } from './layers/core.ts';
import { merging } from './layers/merging.ts';
import { type ModelCases, sequences } from './layers/model-case.ts';
import { recurrent } from './layers/recurrent.ts';
import { spatial } from './layers/spatial.ts';
import { expectSameTraining } from './layers/train.ts';

const { layers } = tfl;
const cases: ModelCases = { ...core, ...merging, ...recurrent, ...spatial };

/** Layers that draw random numbers while they train, or look at values. */
const refused: Readonly<Record<string, readonly [() => tfl.layers.Layer, string]>> = {
  randomWidth: [() => layers.randomWidth({ factor: 0.5, seed: 1 }), 'the same random numbers at every run'],
  categoryEncoding: [() => layers.categoryEncoding({ numTokens: 3 }), 'the value of a tensor was read'],
};

/** Layers that add or multiply by random numbers while they train, from the source that the options name. */
const masking: Readonly<Record<string, () => tfl.layers.Layer>> = {
  alphaDropout: () => layers.alphaDropout({ rate: 0.5 }),
  gaussianDropout: () => layers.gaussianDropout({ rate: 0.5 }),
  gaussianNoise: () => layers.gaussianNoise({ stddev: 0.5 }),
  dropout: () => layers.dropout({ rate: 0.5, seed: 7 }),
  spatialDropout1d: () => layers.spatialDropout1d({ rate: 0.5 }),
};

/** Names for the same layers, and what is no layer by itself. */
const others = {
  alias: [
    'avgPool1d',
    'avgPooling1d',
    'avgPool2d',
    'avgPooling2d',
    'avgPool3d',
    'avgPooling3d',
    'globalMaxPool1d',
    'globalMaxPool2d',
    'maxPool1d',
    'maxPool2d',
  ],
  part: ['Layer', 'RNN', 'RNNCell', 'gruCell', 'input', 'inputLayer', 'lstmCell', 'simpleRNNCell'],
};

/** Layers that TensorFlow.js has no gradients of, or whose own code cannot be part of a model. */
const untrained: Readonly<Record<string, readonly [() => tfl.layers.Layer, number[]]>> = {
  conv3dTranspose: [() => layers.conv3dTranspose({ filters: 2, kernelSize: 2, strides: 2 }), [1, 2, 3, 2, 2]],
  resizing: [() => layers.resizing({ height: 5, width: 3 }), [2, 4, 4, 2]],
  thresholdedReLU: [() => layers.thresholdedReLU({ theta: 0.5 }), [4, 5]],
};

describe('layers', () => {
  it('are all of TensorFlow.js', () => {
    const known = [
      ...Object.keys(cases),
      ...Object.keys(refused),
      ...Object.keys(masking),
      ...Object.keys(untrained),
      ...Object.values(others).flat(),
    ];
    expect(known.sort()).toEqual(Object.keys(layers).sort());
  });

  const all = Object.entries(cases).flatMap(([layer, models]) => models.map((model) => ({ layer, ...model })));
  it.each(all)('train as they do op by op: $layer, $name', async (example) => {
    // Adam divides by roots of second moments: where a gradient is nearly 0, so is what it is divided by.
    await expectSameTraining(example, { relative: 1e-4, absolute: 1e-5 });
  });

  it.each(Object.entries(untrained))('compute as they do op by op: %s', async (_, [make, shape]) => {
    await tf.setBackend('cpu');
    const layer = make();
    const compute = (x: Tensor): Tensor => layer.apply(x) as Tensor;
    const x = tensorOf(floats(shape, [-1, 1]));
    const expected = compute(x);
    const compiled = compile(compute, { engine: 'native' });
    expectSame('output', [await compiled.onHost(x)], [expected], usual);
    await compiled.dispose();
  });
});

/** Fails unless a layer that trains gives the same for the same random numbers, and something else in the next step. */
async function expectNewMasks(layer: tfl.layers.Layer): Promise<void> {
  await tf.setBackend('cpu');
  const twoSteps = async (): Promise<readonly number[][]> => {
    const fn = compile((x: Tensor) => layer.apply(x, { training: true }) as Tensor, {
      engine: 'native',
      random: { next: random(1) },
    });
    const steps = [];
    for (const x of [tensorOf(sequences), tensorOf(sequences)]) steps.push([...(await fn.onHost(x)).data]);
    await fn.dispose();
    return steps;
  };
  const [first, again] = [await twoSteps(), await twoSteps()];
  expect(again).toEqual(first);
  expect(first[1]).not.toEqual(first[0]);
}

describe('layers that are not the same when compiled', () => {
  const train = async (layer: tfl.layers.Layer): Promise<void> => {
    await tf.setBackend('cpu');
    const fn = compile((x: Tensor) => layer.apply(x, { training: true }) as Tensor, { engine: 'auto' });
    await fn.onHost(tensorOf(sequences));
  };

  it.each(Object.entries(refused))('are errors that name the cause: %s', async (_, [make, cause]) => {
    await expect(train(make())).rejects.toThrow(cause);
    await expect(train(make())).rejects.toThrow(CompileError);
  });

  it('are errors that say what to do, without a seed too', async () => {
    await expect(train(layers.randomWidth({ factor: 0.5 }))).rejects.toThrow(
      'use randomUniform of @equipoise/compiler',
    );
  });

  it.each(Object.entries(masking))('are not those that draw a mask: %s', async (_, make) => {
    await expectNewMasks(make());
  });

  it.each(['dropout', 'recurrentDropout'])(
    'do not include an LSTM with %s: its masks are new at each call',
    async (kind) => {
      const layer = layers.lstm({ units: 4, recurrentInitializer: 'glorotNormal', [kind]: 0.5 });
      layer.apply(tensorOf(sequences));
      await expectNewMasks(layer);
    },
  );

  it('run in inference, where they draw no random numbers', async () => {
    const layer = layers.dropout({ rate: 0.5, seed: 7 });
    const fn = compile((x: Tensor) => layer.apply(x) as Tensor, { engine: 'native' });
    expect([...(await fn.onHost(tensorOf(sequences))).data]).toEqual([...tensorOf(sequences).dataSync()]);
    await fn.dispose();
  });

  it('include tf.multinomial', async () => {
    const fn = compile((x: Tensor) => tf.multinomial(x as tf.Tensor2D, 3, 7), { engine: 'auto' });
    await expect(fn.onHost(tf.zeros([2, 3]))).rejects.toThrow('tf.multinomial would draw the same random numbers');
  });
});
