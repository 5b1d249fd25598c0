import { describe, expect, it } from 'vitest';

import type { Balancer, PerTask } from '../../src/balancer.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { place, setUpStep } from '../support/set-up-step.ts';

describe.each(['native', 'wasm', 'eager'] as const)('the losses after a step, on the engine %s', (engine) => {
  it('have the dropout masks of the step: without a change of parameters they are the same', async () => {
    const after: PerTask[] = [];
    // Weights of 0 move nothing.
    const balancer: Balancer<null> = {
      name: 'still',
      needs: 'losses',
      init: () => null,
      weigh: ({ losses }) => ({ weights: losses.map(() => 0), state: null }),
      afterStep: ({ losses }) => (after.push(losses), null),
    };
    const { step, read, dispose } = setUpStep({ balancer, engine, encoder: mlp({ hidden: [16, 8], dropout: 0.5 }) });
    const before: (number | null)[][] = [];
    for (let index = 0; index < 4; index += 1) {
      const { losses } = await step.run([read()], { ...place, step: index });
      before.push([...losses]);
    }
    await dispose();
    before.forEach((losses, index) =>
      losses.forEach((loss, task) => expect(after[index]?.[task]).toBeCloseTo(loss ?? Number.NaN, 6)),
    );
    expect(new Set(before.map((losses) => losses[0])).size).toBe(4); // Each step has masks of its own.
  });
});
