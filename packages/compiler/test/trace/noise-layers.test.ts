import '@tensorflow/tfjs-backend-wasm';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile, randomNormal } from '../../src/index.ts';
import { normalQuantile } from '../../src/normal-quantile.ts';
import { random } from '../random.ts';
import { engines } from '../support/engines.ts';
import { trainLayers } from '../support/train-layers.ts';

const count = 20_000;
/** Quantiles of the standard normal distribution: their mean is 0, their variance 1. */
const normals = Float32Array.from({ length: count }, (_, index) => normalQuantile((index + 0.5) / count));

const noise = {
  gaussianNoise: () => layers.gaussianNoise({ stddev: 0.5 }),
  gaussianDropout: () => layers.gaussianDropout({ rate: 0.2 }),
  alphaDropout: () => layers.alphaDropout({ rate: 0.3 }),
};
type Name = keyof typeof noise;
const names = Object.keys(noise) as Name[];

/** What an engine before gave. */
const known = new Map<Name, readonly number[]>();

function moments(numbers: readonly number[]): { mean: number; deviation: number; kurtosis: number } {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const central = (order: number): number => numbers.reduce((sum, x) => sum + (x - mean) ** order, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(central(2)), kurtosis: central(4) / central(2) ** 2 };
}

describe.each(engines)('on the engine %s (%s backend)', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  async function train(name: Name, data: Float32Array, calls = 1): Promise<number[][]> {
    const layer = noise[name]();
    const compute = (x: Tensor): Tensor => layer.apply(x, { training: true }) as Tensor;
    const fn = compile(compute, { engine, random: { next: random(1) } });
    const results = [];
    for (let call = 0; call < calls; call += 1) {
      results.push([...(await fn.onHost({ data, shape: [data.length] })).data]);
    }
    await fn.dispose();
    return results;
  }

  // The standard error of a mean of 20 000 is 0.007 deviations, that of a deviation 0.005, that of a normal kurtosis 0.035.
  it('gaussianNoise adds normal numbers with its deviation', async () => {
    const [first = []] = await train('gaussianNoise', new Float32Array(count));
    const { mean, deviation, kurtosis } = moments(first);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.2);
  });

  it('gaussianDropout multiplies by normal numbers around 1', async () => {
    const [first = []] = await train('gaussianDropout', new Float32Array(count).fill(1));
    const { mean, deviation, kurtosis } = moments(first);
    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    expect(Math.abs(deviation - Math.sqrt(0.2 / 0.8))).toBeLessThan(0.015);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.2);
  });

  it('alphaDropout keeps the mean and the variance', async () => {
    const [first = []] = await train('alphaDropout', normals);
    const { mean, deviation } = moments(first);
    expect(Math.abs(mean)).toBeLessThan(0.04);
    expect(Math.abs(deviation - 1)).toBeLessThan(0.03);
    // What is dropped is one number: a (−λα) + b, with a = ((1 − rate)(1 + rate λ²α²))^−½ and b = a λα rate.
    const saturation = 1.0507009873554805 * 1.6732632423543772;
    const a = (0.7 * (1 + 0.3 * saturation ** 2)) ** -0.5;
    const dropped = first.filter((x) => Math.abs(x - (0.3 - 1) * a * saturation) < 1e-6);
    expect(Math.abs(dropped.length / count - 0.3)).toBeLessThan(0.02);
  });

  it.each(names)('%s draws anew at every call, and the same bits on every engine', async (name) => {
    const steps = await train(name, normals, 2);
    expect(steps[1]).not.toEqual(steps[0]);
    const before = known.get(name);
    known.set(name, steps.flat());
    if (before) expect(steps.flat()).toEqual(before);
  });

  it.each(names)('%s gives its input at inference, without a source', async (name) => {
    const layer = noise[name]();
    const fn = compile((x: Tensor) => layer.apply(x, { training: false }) as Tensor, { engine });
    const { data } = await fn.onHost({ data: normals, shape: [count] });
    await fn.dispose();
    expect(data).toEqual(normals);
  });

  it.each(names)('%s without a source is an error that names the option', async (name) => {
    const layer = noise[name]();
    const fn = compile((x: Tensor) => layer.apply(x, { training: true }) as Tensor, { engine });
    await expect(fn.onHost({ data: normals, shape: [count] })).rejects.toThrow('the option `random` must name');
    await fn.dispose();
  });

  it('the factor of the forward pass is that of the backward pass', async () => {
    const layer = noise.gaussianDropout();
    const energy = (x: Tensor): Tensor => tf.sum(layer.apply(x, { training: true }) as Tensor);
    const fn = compile((x: Tensor) => Object.values(tf.valueAndGrad(energy)(x)), {
      engine,
      random: { next: random(2) },
    });
    const [slopes, value] = (await fn.onHost({ data: new Float32Array(50).fill(1), shape: [50] })).sort(
      (a, b) => b.data.length - a.data.length,
    );
    await fn.dispose();
    const sum = Array.from(slopes?.data ?? []).reduce((total, slope) => total + slope, 0);
    expect(value?.data[0]).toBeCloseTo(sum, 4);
    expect(sum).not.toBeCloseTo(50, 1);
  });

  it('a model with all three learns', async () => {
    const model = sequential({
      layers: [
        layers.gaussianNoise({ stddev: 0.05, inputShape: [3] }),
        layers.dense({ units: 16, activation: 'selu', kernelInitializer: 'leCunNormal' }),
        layers.alphaDropout({ rate: 0.05 }),
        layers.gaussianDropout({ rate: 0.05 }),
        layers.dense({ units: 1 }),
      ],
    });
    const training = { optimizer: tf.train.adam(0.02), examples: 64, steps: 100 };
    const losses = await trainLayers(model, training, { engine, random: { next: random(4) } });
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 4);
  });
});

describe('randomNormal', () => {
  it('takes one number of the source for each of its own', async () => {
    const fn = compile(() => randomNormal([2, 2]), { engine: 'wasm', random: { next: random(3) } });
    const { data } = await fn.onHost();
    await fn.dispose();
    const drawn = random(3);
    const expected = Array.from({ length: 4 }, () => normalQuantile((Math.floor(drawn() * 2 ** 32) + 0.5) / 2 ** 32));
    expect([...data]).toEqual(expected.map(Math.fround));
  });

  it('outside a compiled function is an error', () => {
    expect(() => randomNormal([2])).toThrow('randomNormal: must be called inside a compiled function.');
  });
});
