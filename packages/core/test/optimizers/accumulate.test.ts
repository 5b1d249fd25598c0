import { describe, expect, it } from 'vitest';

import { accumulate } from '../../src/optimizers/accumulate.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { clip } from '../../src/optimizers/clip.ts';
import { optimizers } from '../../src/optimizers/registry.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const { initial, gradients, wrapped } = optimizerFixture;
const engines = ['cpu', 'eager', 'wasm'] as const;

describe('accumulate', () => {
  it.each(engines)("makes the steps of PyTorch's accumulated gradients on the engine %s", async (engine) => {
    const { every, learningRate, steps } = wrapped.accumulate;
    const run = { initial, gradients, learningRate: () => learningRate, engine };
    const { parameters } = await runOptimizer(accumulate(adam(), { every }), run);
    for (const { step, theta } of steps) expectClose(parameters[step - 1] ?? [], theta, 1e-6);
  });

  it.each(engines)('clips the mean of the gradients as PyTorch does on the engine %s', async (engine) => {
    const { every, norm, learningRate, steps } = wrapped.accumulateClip;
    const optimizer = accumulate(clip(sgd({ momentum: 0.9 }), { norm }), { every });
    const { parameters } = await runOptimizer(optimizer, {
      initial,
      gradients,
      learningRate: () => learningRate,
      engine,
    });
    for (const { step, theta } of steps) expectClose(parameters[step - 1] ?? [], theta, 1e-6);
  });

  it.each(Object.entries(optimizers))('of equal gradients makes the steps of %s', async (_, { create }) => {
    const options = { initial, learningRate: () => 0.125, engine: 'cpu' } as const;
    const few = gradients.slice(0, 4).map((gradient) => gradient.map(Math.fround));
    const repeated = few.flatMap((gradient) => [gradient, gradient, gradient, gradient]);
    const inner = create({ weightDecay: 0.1 });
    const alone = await runOptimizer(inner, { ...options, gradients: few });
    const seen = await runOptimizer(accumulate(inner, { every: 4 }), { ...options, gradients: repeated });
    // Sums of four equal numbers, and a quarter of them, are exact.
    const applied = [3, 7, 11, 15].map((index) => seen.parameters[index]);
    expect(applied).toEqual(alone.parameters);
    for (const index of [0, 1, 2]) expect([...(seen.parameters[index] ?? [])]).toEqual(initial);
    const { accumulated, ...slots } = seen.slots.at(-1) ?? {};
    expect(slots).toEqual(alone.slots.at(-1));
    expect([...(accumulated ?? [1])].every((value) => value === 0)).toBe(true);
  });

  it('counts its own updates for the optimizer', () => {
    const optimizer = accumulate(adam(), { every: 3 });
    const own = [3, 6].map((step) => optimizer.scalars?.(step, 0.1));
    expect(own).toEqual([1, 2].map((step) => ({ ...adam().scalars?.(step, 0.1), apply: 1, hold: 0 })));
    expect(optimizer.scalars?.(4, 0.1)).toMatchObject({ apply: 0, hold: 1 });
  });

  it('refuses to accumulate twice', () => {
    expect(() => accumulate(accumulate(adam()))).toThrow(
      'accumulate: option `optimizer` must be one without a tensor accumulated of its own',
    );
  });
});
