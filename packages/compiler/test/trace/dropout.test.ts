import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';

import { compile, type Engine } from '../../src/index.ts';
import { random } from '../random.ts';
import { trainLayers } from '../support/train-layers.ts';

const engines: readonly Engine[] = ['native', 'wasm', 'eager'];
const rate = 0.25;
const ones = { data: new Float32Array(4000).fill(1), shape: [4000] };

function source(seed: number): { next: () => number } {
  return { next: random(seed) };
}

describe.each(engines)('tf.dropout on the engine %s', (engine) => {
  it('keeps a share of 1 − rate, divided by it, and draws anew at every call', async () => {
    const fn = compile((x: Tensor) => tf.dropout(x, rate), { engine, random: source(1) });
    const [first, second] = [[...(await fn.onHost(ones)).data], [...(await fn.onHost(ones)).data]];
    await fn.dispose();
    expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    // Within 5 standard deviations of a binomial: √(0.25 · 0.75 / 4000) = 0.0068.
    expect(first.filter((value) => value > 0).length / 4000).toBeCloseTo(1 - rate, 1);
    expect(second).not.toEqual(first);
  });

  it('draws the same mask from the same source, whatever seed the op has', async () => {
    const masks = await Promise.all(
      [undefined, 7].map(async (seed) => {
        const fn = compile((x: Tensor) => tf.dropout(x, rate, undefined, seed), { engine, random: source(2) });
        const { data } = await fn.onHost(ones);
        await fn.dispose();
        return [...data];
      }),
    );
    expect(masks[0]).toEqual(masks[1]);
    const drawn = random(2);
    // The mask is ⌊u + (1 − rate)⌋, from the numbers of the source in order.
    expect(masks[0]?.map((value) => (value > 0 ? 1 : 0))).toEqual(
      Array.from({ length: 4000 }, () => Math.floor(drawn() + (1 - rate))),
    );
  });

  it('takes the mask of the forward pass in the backward pass', async () => {
    const fn = compile(
      (x: Tensor) => {
        const { value, grad } = tf.valueAndGrad((v: Tensor) => tf.sum(tf.dropout(v, rate)))(x);
        return { value, grad };
      },
      { engine, random: source(3) },
    );
    const { value, grad } = await fn.onHost(ones);
    await fn.dispose();
    const slopes = Float32Array.from(grad.data);
    expect(value.data[0]).toBeCloseTo(
      slopes.reduce((sum, slope) => sum + slope, 0),
      0,
    );
  });

  it('without a source is an error that names the option', async () => {
    const fn = compile((x: Tensor) => tf.dropout(x, rate), { engine });
    await expect(fn.onHost(ones)).rejects.toThrow('the option `random` must name their source');
  });

  it('trains a model with a dropout layer', async () => {
    const model = sequential({
      layers: [
        layers.dense({ units: 8, activation: 'relu', inputShape: [3] }),
        layers.dropout({ rate: 0.5, seed: 5 }),
        layers.dense({ units: 1 }),
      ],
    });
    const training = { optimizer: tf.train.sgd(0.1), examples: 32, steps: 60 };
    const losses = await trainLayers(model, training, { engine, random: source(4) });
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  });
});

describe('a trace', () => {
  it('of a layer that was not built is an error that says to build it', async () => {
    const dense = layers.dense({ units: 2 });
    const fn = compile((x: Tensor) => dense.apply(x) as Tensor, { engine: 'native' });
    await expect(fn.onHost({ data: new Float32Array(3), shape: [1, 3] })).rejects.toThrow(
      'a layer was built while the function was traced; build it before',
    );
  });

  it('that reads a disposed variable is an error with its name and the line', async () => {
    const weight = tf.variable(tf.scalar(1), true, 'gone');
    weight.dispose();
    const fn = compile((x: Tensor) => tf.mul(x, weight), { engine: 'native' });
    await expect(fn.onHost(ones)).rejects.toThrow(
      /the variable gone was read at .*dropout\.test\.ts:\d+:\d+ after it was disposed of/,
    );
  });

  it('that asks for tf.memory is an error', async () => {
    const fn = compile((x: Tensor) => tf.mul(x, tf.memory().numTensors), { engine: 'native' });
    await expect(fn.onHost(ones)).rejects.toThrow(/tf\.memory\(\) was called at .*dropout\.test\.ts:\d+:\d+ while/);
  });
});
