import { describe, expect, it } from 'vitest';

import { optimizerFromConfig, optimizers } from '../../src/optimizers/registry.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const { runs, initial, gradients, decays } = optimizerFixture;
const engines = ['cpu', 'eager', 'wasm'] as const;
const cases = runs.flatMap((run, index) =>
  engines.map((engine) => ({ ...run, engine, title: `${run.name} on the engine ${engine}, options ${index}` })),
);

describe('optimizers', () => {
  it.each(cases)("make PyTorch's 50 steps: $title", async (run) => {
    const optimizer = optimizerFromConfig({ kind: 'optimizer', name: run.name, options: run.options });
    const learningRate = (): number => run.learningRate;
    const { parameters } = await runOptimizer(optimizer, { ...run, initial, gradients, decays, learningRate });
    expect(run.steps.at(-1)?.step).toBe(gradients.length);
    for (const { step, theta } of run.steps) expectClose(parameters[step - 1] ?? [], theta, 1e-6);
  });

  it('are traced once, whatever the learning rate', async () => {
    const learningRate = (step: number): number => 0.1 / step;
    for (const { create } of Object.values(optimizers)) {
      const { calls } = await runOptimizer(create(), { initial, gradients, learningRate, engine: 'wasm' });
      expect(calls).toBe(1);
    }
  });

  it.each(engines)('take a learning rate for each parameter on the engine %s', async (engine) => {
    const rates = initial.map((_, index) => 0.01 * index);
    const shapes = initial.map(() => [1]); // What adafactor does with a number depends on the others of its weight.
    for (const { create } of Object.values(optimizers)) {
      const optimizer = create({ weightDecay: 0.1 });
      const run = { initial, gradients: gradients.slice(0, 5), shapes, engine };
      const { parameters } = await runOptimizer(optimizer, { ...run, learningRate: () => rates });
      for (const index of [0, 3]) {
        const alone = await runOptimizer(optimizer, { ...run, learningRate: () => rates[index] ?? NaN });
        const expected = alone.parameters.map((each) => expect.closeTo(each[index] ?? NaN, 6)); // The last digit may differ.
        expect(parameters.map((each) => each[index])).toEqual(expected);
      }
      expect(parameters.at(-1)?.[0]).toBe(initial[0]);
    }
  });

  it.each(Object.entries(optimizers))('%s leaves parameters without a gradient as they are', async (_, { create }) => {
    const still = [initial.map(() => 0), initial.map(() => 0), initial.map(() => 0)];
    const optimizer = create({ weightDecay: 0 });
    const run = { initial, gradients: still, learningRate: () => 0.1, engine: 'cpu' } as const;
    const { parameters } = await runOptimizer(optimizer, run);
    for (const each of parameters) expect([...each]).toEqual(initial);
  });
});

describe('sgd', () => {
  it.each([
    [{ nesterov: true }, 'sgd: option `nesterov` must be false without momentum, received true.'],
    [{ dampening: 0.1 }, 'sgd: option `dampening` must be 0 without momentum, received 0.1.'],
    [
      { momentum: 0.9, nesterov: true, dampening: 0.1 },
      'sgd: option `dampening` must be 0 with `nesterov`, received 0.1.',
    ],
  ])('refuses options that do not go together, case %#', (options, sentence) => {
    expect(() => sgd(options)).toThrow(sentence);
  });
});

describe('rmsprop', () => {
  it('stays finite when it is centered and all gradients are equal', async () => {
    const gradient = Array.from({ length: 100 }, (_, index) => Math.sqrt(index)); // Some of the variances round to less than 0.
    const optimizer = optimizers.rmsprop.create({ centered: true, alpha: 0.9 });
    const run = { initial: gradient, learningRate: () => 1e-12, engine: 'cpu' } as const;
    const same = Array.from({ length: 300 }, () => gradient);
    const { parameters } = await runOptimizer(optimizer, { ...run, gradients: same });
    expect([...(parameters.at(-1) ?? [])].filter(Number.isNaN)).toEqual([]);
  });
});
