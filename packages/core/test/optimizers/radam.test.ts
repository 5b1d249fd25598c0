import { describe, expect, it } from 'vitest';

import { radam } from '../../src/optimizers/radam.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const { initial, gradients, decays } = optimizerFixture;

/** Parameters after some steps of `torch.optim.RAdam` (PyTorch 1.13, in double precision) on the same gradients. */
const pytorch = [
  {
    options: {},
    learningRate: 0.01,
    steps: {
      1: [0.9926237053, -2.194592915, 0.5000699542, 3.000000001, -0.2448673779, 0.75, -0.007385540009],
      5: [0.9671690992, -2.516340097, 0.5003699348, 3.000000002, -0.2389916891, 0.75, 0.08964009583],
      6: [0.9669254178, -2.516461728, 0.5005756571, 3.000040289, -0.238911882, 0.75, 0.08977491643],
      20: [0.9623696052, -2.515102798, 0.503580486, 2.999340784, -0.2377949261, 0.75, 0.09063987844],
      50: [0.9681893591, -2.509365276, 0.5073806288, 3.001598598, -0.2370855235, 0.75, 0.08771592443],
    },
  },
  {
    options: { beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1 },
    learningRate: 0.02,
    steps: {
      1: [0.9832474105, -2.385185829, 0.5001399083, 2.994000003, -0.2397347558, 0.75, -0.01477108002],
      5: [0.9236065246, -2.962048899, 0.5007508482, 2.970070925, -0.2294486936, 0.75, 0.1915645507],
      6: [0.9199510294, -2.963325376, 0.5036737635, 2.966429271, -0.2286017859, 0.75, 0.1931981679],
      20: [0.8589017074, -2.927354168, 0.5279811725, 2.84627003, -0.2212330471, 0.75, 0.1938131398],
      50: [0.9313037094, -2.830603072, 0.5617860533, 2.409918495, -0.220160239, 0.75, 0.1469907137],
    },
  },
];
const engines = ['cpu', 'eager', 'wasm'] as const;

describe('radam', () => {
  it.each(engines)("makes PyTorch's 50 steps on the engine %s", async (engine) => {
    for (const { options, learningRate, steps } of pytorch) {
      const run = { initial, gradients, decays, learningRate: () => learningRate, engine };
      const { parameters } = await runOptimizer(radam(options), run);
      for (const [step, theta] of Object.entries(steps)) expectClose(parameters[Number(step) - 1] ?? [], theta, 1e-6);
    }
  });

  it('follows the mean gradient alone while β₂ has seen few gradients, always where β₂ is small', () => {
    const adaptive = (beta2: number, step: number): number => radam({ beta2 }).scalars?.(step, 1).adaptive ?? NaN;
    expect([5, 6].map((step) => adaptive(0.999, step) < 0)).toEqual([false, true]);
    expect(adaptive(0.5, 1000)).toBe(0); // ρ∞ = 3.
    expect(adaptive(0.999, 1e5)).toBeCloseTo(-1, 6);
  });
});
