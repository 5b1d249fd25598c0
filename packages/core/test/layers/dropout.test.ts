import { compile, type Engine } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { dropout } from '../../src/layers/dropout.ts';
import { ForwardRun } from '../../src/model/forward-run.ts';
import { random } from '../../src/random.ts';
import { build } from '../support/run-layer.ts';

const shape = [100, 100];
const size = 10_000;

/** What the layer makes of ones, call by call. */
async function masks(
  rate: number,
  options: { calls?: number; engine?: Engine; seed?: number } = {},
): Promise<number[][]> {
  const { calls = 1, engine = 'native', seed = 1 } = options;
  const layer = build(dropout({ rate }), [100]);
  const dropped = compile((input: tf.Tensor) => layer.call(input, new ForwardRun(new Map(), true)), {
    engine,
    random: random(seed),
  });
  const found: number[][] = [];
  for (let call = 0; call < calls; call += 1) {
    found.push([...(await dropped.onHost({ data: new Float32Array(size).fill(1), shape })).data]);
  }
  await dropped.dispose();
  return found;
}

describe('dropout', () => {
  it.each([0.1, 0.5, 0.9])('drops a share of %s, and scales the rest so that the mean stays', async (rate) => {
    const [mask = []] = await masks(rate);
    const kept = mask.filter((value) => value !== 0);
    kept.forEach((value) => {
      expect(value).toBeCloseTo(1 / (1 - rate), 5);
    });
    // Five standard deviations of a share of 10,000 draws.
    const deviation = Math.sqrt((rate * (1 - rate)) / size);
    expect(Math.abs(kept.length / size - (1 - rate))).toBeLessThan(5 * deviation);
    const mean = mask.reduce((sum, value) => sum + value, 0) / size;
    expect(Math.abs(mean - 1)).toBeLessThan((5 * deviation) / (1 - rate));
  });

  it('has another mask at every call, independent of the one before', async () => {
    const [first = [], second = []] = await masks(0.5, { calls: 2 });
    const equal = first.filter((value, index) => value === second[index]).length;
    expect(Math.abs(equal / size - 0.5)).toBeLessThan(0.025);
  });

  it('has the same masks for the same seed, on every engine', async () => {
    const native = await masks(0.5, { calls: 2 });
    expect(await masks(0.5, { calls: 2 })).toEqual(native);
    expect(await masks(0.5, { calls: 2, engine: 'wasm' })).toEqual(native);
    expect(await masks(0.5, { calls: 2, engine: 'eager' })).toEqual(native);
    expect(await masks(0.5, { calls: 2, seed: 2 })).not.toEqual(native);
  });

  it('is the identity outside of training, or with rate 0', () => {
    const input = tf.ones(shape);
    const call = (rate: number, training: boolean): tf.Tensor =>
      build(dropout({ rate }), [100]).call(input, new ForwardRun(new Map(), training));
    expect(call(0.5, false)).toBe(input);
    expect(call(0, true)).toBe(input);
    input.dispose();
  });
});
