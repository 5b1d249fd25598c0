import { describe, expect, it } from 'vitest';

import type { AnyBalancer, Balancer, LossStats } from '../../src/balancer.ts';
import { inverseLoss } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

const progress = { step: 0, epoch: 0, epochs: 1 };

describe('a training step', () => {
  it.each(['native', 'eager'] as const)(
    'tells a strategy that looks back the losses after the step, on %s',
    async (engine) => {
      const told: LossStats[] = [];
      const lookingBack: AnyBalancer = {
        ...inverseLoss,
        afterStep: (stats) => {
          told.push(stats);
          return null;
        },
      };
      const dataset = table({ present: { sum: (example) => example >= 8 } });
      const { step, read, dispose } = setUpStep({ balancer: lookingBack, engine, dataset });
      const both = [6, 7, 8, 9, 10, 11, 12, 13];
      const without = await step.run(read(), progress);
      expect(told[0]).toEqual({ tasks: [1], progress, losses: [expect.any(Number)] });
      expect(told[0]?.losses[0]).toBeLessThan(Number(without.losses[1]));
      const results = [];
      for (let index = 1; index < 4; index += 1) results.push(await step.run(read(both), { ...progress, step: index }));
      expect(told.slice(1).map((stats) => stats.progress?.step)).toEqual([1, 2, 3]);
      // What was told after a step is what the next one on the same batch begins with.
      results
        .slice(1)
        .forEach(({ losses }, index) => expectClose(told[index + 1]?.losses ?? [], losses.map(Number), 1e-6));
      await dispose();
    },
  );

  it('steps the same whether a strategy foresees its weights or is asked in the middle', async () => {
    // Each task weighs one more than the batches it was in before: known before the batch, told by its losses all the same.
    const asked: Balancer<readonly number[]> = {
      name: 'counting',
      needs: 'losses',
      init: (taskCount) => new Array<number>(taskCount).fill(0),
      weigh: ({ tasks = [], losses }, counts) => ({
        weights: tasks.map((task) => 1 + (counts[task] ?? 0)),
        state: counts.map((count, task) => ((losses[tasks.indexOf(task)] ?? 0) > 0 ? count + 1 : count)),
      }),
    };
    const foreseeing: Balancer<readonly number[]> = {
      ...asked,
      foresee: ({ tasks = [] }, counts) => tasks.map((task) => 1 + (counts[task] ?? 0)),
    };
    const dataset = table({ present: { sum: (example) => example >= 8 } });
    const results = [];
    for (const balancer of [asked, foreseeing]) {
      const { step, balancing, read, dispose } = setUpStep({ balancer, dataset });
      const seen = [];
      for (const rows of [undefined, [6, 7, 8, 9], undefined]) seen.push(await step.run(read(rows), progress));
      results.push({ seen, state: balancing.state });
      await dispose();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[1]?.seen.map(({ weights }) => weights)).toEqual([
      [0, 1],
      [1, 2],
      [0, 3],
    ]);
  });
});
