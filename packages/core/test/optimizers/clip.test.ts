import { compile, type Engine } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { clip } from '../../src/optimizers/clip.ts';
import { clipByNorm } from '../../src/optimizers/clip-by-norm.ts';
import { clipByValue } from '../../src/optimizers/clip-by-value.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const engines: Engine[] = ['eager', 'wasm'];
const rules = { clipByNorm, clipByValue };
const cases = engines.flatMap((engine) => (['clipByNorm', 'clipByValue'] as const).map((rule) => ({ engine, rule })));

describe('gradient clipping', () => {
  it.each(cases)("$rule gives PyTorch's gradients on the engine $engine", async ({ engine, rule }) => {
    for (const { max, gradient, clipped } of optimizerFixture[rule]) {
      const call = compile((given: tf.Tensor1D) => rules[rule](given, max), { engine });
      const { data } = await call.onHost({ data: Float32Array.from(gradient), shape: [gradient.length] });
      expectClose(data, clipped, 1e-6);
      await call.dispose();
    }
  });

  it('leaves a gradient of zeros as it is', () => {
    const clipped = tf.tidy(() => [...clipByNorm(tf.zeros([3]), 1).dataSync()]);
    expect(clipped).toEqual([0, 0, 0]);
  });
});

describe('clip', () => {
  const run = { initial: [0, 0], gradients: [[3, 8]], learningRate: () => 1, engine: 'cpu' } as const;

  it.each([
    [{ value: 4 }, [-3, -4]],
    [{ norm: 2.5, value: 4 }, [-1.5, -2]], // First by value: (3, 4) has the norm 5, twice the limit.
    [{ norm: 9 }, [-3, -8]],
  ])('limits the gradient that the optimizer is given, case %#', async (options, expected) => {
    const { parameters } = await runOptimizer(clip(sgd(), options), run);
    expectClose(parameters[0] ?? [], expected, 1e-6);
  });

  it('does not clip weight decay', async () => {
    const optimizer = clip(sgd({ weightDecay: 1 }), { value: 0.5 });
    const { parameters } = await runOptimizer(optimizer, { ...run, initial: [10, 10] });
    expect([...(parameters[0] ?? [])]).toEqual([-0.5, -0.5]);
  });

  it('refuses to be without a limit', () => {
    expect(() => clip(sgd(), {})).toThrow('clip: option `options` must be an object with `norm` or `value`');
  });
});
