import { describe, expect, it } from 'vitest';

import type { AnyBalancer, Balancer, GradientStats, LossStats, StepStats } from '../../src/balancer.ts';
import { inverseLoss, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

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
      const dataset = table({ labelled: { sum: (example) => example >= 8 } });
      const { step, read, dispose } = setUpStep({ balancer: lookingBack, engine, dataset });
      const both = [6, 7, 8, 9, 10, 11, 12, 13];
      const without = await step.run([read()], place);
      expect(told[0]).toEqual({ tasks: [1], progress: { step: 0, epoch: 0, epochs: 1 }, losses: [expect.any(Number)] });
      expect(told[0]?.losses[0]).toBeLessThan(Number(without.losses[1]));
      const results = [];
      for (let index = 1; index < 4; index += 1) results.push(await step.run([read(both)], { ...place, step: index }));
      expect(told.slice(1).map((stats) => stats.progress?.step)).toEqual([1, 2, 3]);
      // What was told after a step is what the next one on the same batch begins with.
      results
        .slice(1)
        .forEach(({ losses }, index) => expectClose(told[index + 1]?.losses ?? [], losses.map(Number), 1e-6));
      await dispose();
    },
  );

  it('makes the same step with weightsAhead and without', async () => {
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
    const ahead: Balancer<readonly number[]> = {
      ...asked,
      weightsAhead: ({ tasks = [] }, counts) => tasks.map((task) => 1 + (counts[task] ?? 0)),
    };
    const dataset = table({ labelled: { sum: (example) => example >= 8 } });
    const results = [];
    for (const balancer of [asked, ahead]) {
      const { step, balancerRun, read, dispose } = setUpStep({ balancer, dataset });
      const seen = [];
      for (const rows of [undefined, [6, 7, 8, 9], undefined]) seen.push(await step.run([read(rows)], place));
      results.push({ seen, state: balancerRun.state });
      await dispose();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[1]?.seen.map(({ weights }) => weights)).toEqual([
      [0, 1],
      [1, 2],
      [0, 3],
    ]);
  });

  it('computes no per-task gradients when the weights are known ahead', async () => {
    // The shortest combination of every second batch, kept for the one after.
    interface Kept {
      readonly weights: readonly number[] | null;
    }
    const told: unknown[] = [];
    const kept: Balancer<Kept, GradientStats> = {
      name: 'kept',
      needs: 'gramian',
      init: () => ({ weights: null }),
      weigh: (stats, { weights }) => {
        told.push(stats.gramian);
        if (weights) return { weights, state: { weights: null } };
        const fresh = shortest.weigh(stats, null).weights;
        return { weights: fresh, state: { weights: fresh } };
      },
    };
    const results = [];
    for (const balancer of [
      kept,
      { ...kept, weightsAhead: (_: StepStats, { weights }: Kept) => weights ?? undefined },
    ]) {
      const { step, read, parameters, dispose } = setUpStep({ balancer });
      const seen = [];
      for (let index = 0; index < 4; index += 1) seen.push(await step.run([read()], place));
      step.sync();
      results.push({ seen, values: parameters.dataSync() });
      await dispose();
    }
    const [asked, ahead] = results;
    expectClose(ahead?.values ?? [], asked?.values ?? [], 1e-5);
    expect(asked?.seen.every(({ gramian }) => gramian)).toBe(true);
    expect(ahead?.seen.map(({ gramian }) => gramian !== undefined)).toEqual([true, false, true, false]);
    expect(told.slice(4).map((gramian) => gramian !== undefined)).toEqual([true, false, true, false]);
  });
});
