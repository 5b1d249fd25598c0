import { describe, expect, it } from 'vitest';

import { accumulate } from '../../src/optimizers/accumulate.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { averagedWeights, ema } from '../../src/optimizers/ema.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const { initial, gradients, wrapped } = optimizerFixture;
const engines = ['cpu', 'eager', 'wasm'] as const;

describe('ema', () => {
  it.each(engines)("keeps PyTorch's average of the weights on the engine %s", async (engine) => {
    const { decay, learningRate, steps } = wrapped.ema;
    const run = { initial, gradients, learningRate: () => learningRate, engine };
    const { parameters, slots } = await runOptimizer(ema(adam(), { decay }), run);
    for (const { step, theta } of steps) expectClose(averagedWeights(slots[step - 1] ?? {}), theta, 1e-6);
    const alone = await runOptimizer(adam(), run);
    expect(parameters).toEqual(alone.parameters);
  });

  it('averages updates, not steps, inside accumulate', async () => {
    const run = { initial: [0], gradients: [[-1], [-3], [-2], [-2]], learningRate: () => 1, engine: 'cpu' } as const;
    const { parameters, slots } = await runOptimizer(accumulate(ema(sgd(), { decay: 0.5 }), { every: 2 }), run);
    expect(parameters.map((each) => each[0])).toEqual([0, 2, 2, 4]);
    expect(slots.map((each) => averagedWeights(each)[0])).toEqual([0, 2, 2, 3]);
  });

  it('refuses to average twice, and to read an average that there is not', () => {
    expect(() => ema(ema(sgd()))).toThrow('ema: option `optimizer` must be one without a tensor ema of its own');
    expect(() => averagedWeights({ mean: [1] })).toThrow(
      'averagedWeights: option `slots` must be those of an optimizer with `ema`, received ["mean"].',
    );
  });
});
