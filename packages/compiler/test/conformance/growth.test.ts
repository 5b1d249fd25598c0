import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';

const { layers } = tfl;

/** How many nodes one training step over a sequence has. */
async function nodesOf(make: () => tfl.layers.Layer, places: number): Promise<number> {
  const inputs = tfl.input({ shape: [places, 3] });
  const model = tfl.model({ inputs, outputs: make().apply(inputs) as tfl.SymbolicTensor });
  const trained = model.trainableWeights.map((weight) => weight.read()).filter((value) => value instanceof tf.Variable);
  const optimizer = tf.train.sgd(0.1);
  const loss = (x: Tensor): tf.Scalar => tf.mean(tf.square(model.apply(x, { training: true }) as Tensor));
  const fn = compile((x: Tensor) => optimizer.minimize(() => loss(x), true, trained), { engine: 'native' });
  await fn.onHost({ data: new Float32Array(2 * places * 3), shape: [2, places, 3] });
  const [nodes = 0] = fn.nodeCounts;
  await fn.dispose();
  return nodes;
}

const settings = { units: 4, returnSequences: true, recurrentInitializer: 'glorotNormal' } as const;

describe('recurrent layers', () => {
  it.each([
    ['lstm', 70, () => layers.lstm(settings)],
    ['gru', 70, () => layers.gru(settings)],
    ['simpleRNN', 30, () => layers.simpleRNN(settings)],
  ] as const)('grow by the same number of nodes with each place: %s', async (_, most, make) => {
    await tf.setBackend('cpu');
    const [short, middle, long] = [await nodesOf(make, 4), await nodesOf(make, 8), await nodesOf(make, 16)];
    expect(long - middle).toBe(2 * (middle - short));
    expect((long - middle) / 8).toBeLessThan(most);
  });
});
