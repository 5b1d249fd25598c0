import { describe, expect, it } from 'vitest';

import { lion } from '../../src/optimizers/lion.ts';
import { expectClose } from '../support/expect-close.ts';
import { optimizerFixture } from '../support/optimizer-fixture.ts';
import { runOptimizer } from '../support/run-optimizer.ts';

const { initial, gradients } = optimizerFixture;
const engines = ['cpu', 'eager', 'wasm'] as const;

/** Algorithm 2 of the paper, for one parameter: the values after each step. */
function paper(start: number, slopes: number[], rate: number, [beta1, beta2, decay]: readonly number[]): number[] {
  let [theta, mean] = [start, 0];
  return slopes.map((slope) => {
    const interpolated = (beta1 ?? NaN) * mean + (1 - (beta1 ?? NaN)) * slope;
    theta -= rate * (Math.sign(interpolated) + (decay ?? NaN) * theta);
    mean = (beta2 ?? NaN) * mean + (1 - (beta2 ?? NaN)) * slope;
    return theta;
  });
}

describe('lion', () => {
  it.each(engines)("makes the steps of the paper's algorithm on the engine %s", async (engine) => {
    for (const [beta1, beta2, weightDecay] of [
      [0.9, 0.99, 0],
      [0.95, 0.98, 0.5],
    ] as const) {
      const optimizer = lion({ beta1, beta2, weightDecay });
      const { parameters } = await runOptimizer(optimizer, { initial, gradients, learningRate: () => 0.02, engine });
      const expected = initial.map((start, index) => {
        const slopes = gradients.map((gradient) => gradient[index] ?? NaN);
        return paper(start, slopes, 0.02, [beta1, beta2, weightDecay]);
      });
      for (const [index, received] of parameters.entries()) {
        expectClose(
          received,
          expected.map((each) => each[index] ?? NaN),
          1e-6,
        );
      }
    }
  });

  it('moves every parameter by the learning rate, and one without a gradient not at all', async () => {
    const run = {
      initial: [0, 0, 0],
      gradients: [[1e-20, -1e6, 0]],
      learningRate: () => 0.25,
      engine: 'eager',
    } as const;
    const { parameters } = await runOptimizer(lion(), run);
    expect([...(parameters[0] ?? [])]).toEqual([-0.25, 0.25, 0]);
  });
});
