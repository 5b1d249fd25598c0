import { type AnyBalancer, BalancerRun, type GradientStats, type LossStats, type PerTask } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  cagrad,
  dwa,
  equal,
  famo,
  fixed,
  mgda,
  pipeline,
  scaleInvariant,
  strategies,
  tchebycheff,
  uncertainty,
  upgrad,
} from '../../src/index.ts';
import { scaleTasks, testEpochs } from '../../src/testing/epochs.ts';
import { run } from '../../src/testing/run.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, batchOf, weightsFor } from '../support/gradients.ts';
import { close, textbook, three } from '../support/textbook.ts';

describeBalancer(() => pipeline({ transform: 'log', weighting: uncertainty(), aggregation: cagrad({ c: 0.4 }) }));
describeBalancer(() =>
  pipeline({ transform: 'ratio', weighting: dwa(), aggregation: mgda(), smoothing: 0.9, period: 3, clip: 2 }),
);
describeBalancer(() => pipeline({ weighting: famo(), aggregation: upgrad() }));

/** The weights of a new run over drawn epochs. */
function weightsOver(balancer: AnyBalancer, taskCount = 3, seed = 1): readonly PerTask[] {
  return run(balancer, taskCount, testEpochs(seed, taskCount)).weights;
}

/** A strategy that counts how often it is asked. */
function counting(inner: AnyBalancer): { readonly balancer: AnyBalancer; readonly asked: () => number } {
  let asked = 0;
  const balancer = {
    ...inner,
    weigh: (stats: GradientStats, state: unknown) => {
      asked += 1;
      return inner.weigh(stats, state);
    },
  } as AnyBalancer;
  return { balancer, asked: () => asked };
}

describe('a pipeline of one part', () => {
  it.each(['cagrad', 'mgda', 'nash-mtl', 'pcgrad', 'upgrad'] as const)('is the aggregation %s', (name) => {
    expect(weightsOver(pipeline({ aggregation: strategies[name]() }))).toEqual(weightsOver(strategies[name]()));
  });

  it.each(['dwa', 'equal', 'famo', 'gradnorm', 'uncertainty'] as const)('is the weighting %s', (name) => {
    expect(weightsOver(pipeline({ weighting: strategies[name]() }))).toEqual(weightsOver(strategies[name]()));
  });

  it('is scale-invariant weighting when the part is the logarithm', () => {
    const [logarithm, known] = [pipeline({ transform: 'log' }), scaleInvariant()].map((part) => weightsOver(part));
    logarithm?.forEach((weights, batch) => expect(weights).toEqual(close([...(known?.[batch] ?? [])], 12)));
  });

  it.each([
    ['cr-mogm', { aggregation: mgda(), smoothing: 0.9 }],
    ['psmgd', { aggregation: mgda(), smoothing: 0.9, period: 8 }],
  ] as const)('is %s with the parts of that', (name, parts) => {
    expect(weightsOver(pipeline(parts))).toEqual(weightsOver(strategies[name]()));
  });
});

describe('parts in a row', () => {
  // v = [1, 2], J = diag(1, 2)·[[−4, 1, 1], [6, 1, 1]]; wᵢ = vᵢ·aᵢ with a the weights of MGDA for the scaled gradients.
  it('aggregate the gradients of the weighted losses', () => {
    const weights = weightsFor(pipeline({ weighting: fixed({ weights: [1, 2] }), aggregation: mgda() }), textbook);
    // G̃ = [[18, −44], [−44, 152]]: γ = (152 + 44) / (18 + 152 + 88) = 0.75969 for the first.
    const first = (152 + 44) / (18 + 152 + 88);
    expect(weights).toEqual(close([first, 2 * (1 - first)], 12));
  });

  it('minimise logarithms: the aggregation sees gᵢ / lᵢ', () => {
    const losses = [2, 5, 0.5];
    const divided = three.map((row, task) => row.map((entry) => entry / (losses[task] ?? 1)));
    const expected = weightsFor(cagrad(), divided).map((weight, task) => weight / (losses[task] ?? 1));
    const logarithm = pipeline({ transform: 'log', aggregation: cagrad() });
    expect(weightsFor(logarithm, three, losses)).toEqual(close(expected, 12));
  });

  it('divide by the first loss above 0, and leave a task out that has had none', () => {
    const balancer = new BalancerRun(pipeline({ transform: 'ratio', weighting: equal() }), 2);
    expect(balancer.weigh({ losses: [4, 0] })).toEqual([0.25, 0]);
    expect(balancer.statuses.degenerate).toBe(1);
    expect(balancer.weigh({ losses: [2, 5] })).toEqual([0.25, 0.2]);
    expect(balancer.weigh({ losses: [0, 3] })).toEqual([0.25, 0.2]);
  });

  it('leave a task with loss 0 out of the aggregation, as if it were absent', () => {
    const balancer = pipeline({ transform: 'log', aggregation: mgda() });
    const { weights, status } = answerTo(balancer, [...textbook, [0, 0, 0]], [1, 1, 0]);
    expect([...weights]).toEqual(close([0.6, 0.4, 0], 12));
    expect(status).toBe('degenerate');
  });

  it('leave a task without weight out of the aggregation, which its gradient of 0 would stop', () => {
    // Tchebycheff gives all the weight, ½, to the larger loss; MGDA of one task is 1.
    const balancer = pipeline({ weighting: tchebycheff(), aggregation: mgda() });
    expect(answerTo(balancer, textbook, [1, 2])).toMatchObject({ weights: [0, 0.5], status: 'solved' });
    const nothing = pipeline({ weighting: fixed({ weights: [0, 0] }), aggregation: mgda() });
    expect(answerTo(nothing, textbook)).toMatchObject({ weights: [0, 0], status: 'degenerate' });
  });

  it('do not pass a task that was left out to afterStep of the weighting', () => {
    const balancerRun = new BalancerRun(pipeline({ transform: 'log', weighting: famo() }), 2);
    balancerRun.weigh({ losses: [1, 4] });
    const left = new BalancerRun(pipeline({ transform: 'log', weighting: famo() }), 2, balancerRun.state);
    left.weigh({ losses: [0, 4] });
    left.afterStep({ losses: [0.5, 3] });
    const tasks = (left.state as { inner: { tasks: readonly { logit: number }[] } }).inner.tasks;
    expect(tasks[0]?.logit).toBe(0); // Only the second task had a rate of fall to compare with.
  });

  it('pass ratios to the weighting, and losses where logarithms are minimised', () => {
    // At rest the weights of uncertainty are ½ in the first batch: w = ½/l₀ and ½/l.
    const weigh = (transform: 'log' | 'ratio'): PerTask =>
      weightsFor(pipeline({ transform, weighting: uncertainty() }), textbook, [2, 8]);
    expect([weigh('log'), weigh('ratio')]).toEqual([
      [0.25, 0.0625],
      [0.25, 0.0625],
    ]);
    const told: PerTask[] = [];
    const listening: AnyBalancer = {
      ...equal(),
      needs: 'losses',
      weigh: ({ losses }: LossStats, state: unknown) => {
        told.push(losses);
        return { weights: losses.map(() => 1), state };
      },
    };
    for (const transform of ['log', 'ratio'] as const) {
      const balancerRun = new BalancerRun(pipeline({ transform, weighting: listening }), 2);
      for (const losses of [
        [2, 8],
        [1, 2],
      ]) {
        balancerRun.weigh({ losses });
      }
    }
    expect(told).toEqual([
      [2, 8],
      [1, 2],
      [1, 1],
      [0.5, 0.25],
    ]);
  });

  it('do not depend on the units of the losses when logarithms are minimised', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (seed, exponents) => {
          const factors = exponents.map((exponent) => 10 ** exponent);
          const epochs = testEpochs(seed, 3);
          const parts = { transform: 'log', weighting: equal(), aggregation: mgda() } as const;
          const { weights: plain } = run(pipeline(parts), 3, epochs);
          const scaled = run(pipeline(parts), 3, scaleTasks(epochs, factors));
          scaled.weights.forEach((weights, batch) => {
            weights.forEach((weight, task) => {
              const expected = plain[batch]?.[task] ?? Number.NaN;
              expect(Math.abs(weight * (factors[task] ?? 1) - expected)).toBeLessThanOrEqual(
                1e-6 * Math.max(...(plain[batch] ?? [])),
              );
            });
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('compute the aggregation every R batches, and the weighting in each', () => {
    const [aggregation, weighting] = [counting(mgda()), counting(dwa())];
    const balancerRun = new BalancerRun(
      pipeline({ weighting: weighting.balancer, aggregation: aggregation.balancer, period: 4 }),
      2,
    );
    for (let batch = 0; batch < 12; batch += 1) balancerRun.weigh(batchOf(textbook));
    expect([aggregation.asked(), weighting.asked()]).toEqual([3, 12]);
  });

  it('give the kept weights ahead of the batch, where the weighting does', () => {
    const balancer = pipeline({ weighting: fixed({ weights: [1, 2] }), aggregation: mgda(), period: 2 });
    const first = balancer.weigh(batchOf(textbook), balancer.init(2));
    expect([balancer.weightsAhead?.({}, balancer.init(2)), balancer.weightsAhead?.({}, first.state)]).toEqual([
      undefined,
      first.weights,
    ]);
    expect(new BalancerRun(balancer, 2, first.state).weigh({ losses: [1, 1] })).toEqual(first.weights);
  });

  it('keep the status of kept weights', () => {
    const balancerRun = new BalancerRun(pipeline({ aggregation: mgda(), period: 2 }), 2);
    balancerRun.weigh(batchOf([[1, 0], [-1, 0]])); // prettier-ignore
    balancerRun.weigh(batchOf(textbook));
    expect(balancerRun.statuses.degenerate).toBe(2);
  });

  it('forward afterStep and endEpoch with transformed losses', () => {
    const states: unknown[] = [];
    for (const strategy of [famo(), pipeline({ weighting: famo(), aggregation: equalSum() })]) {
      const balancerRun = new BalancerRun(strategy, 2);
      balancerRun.weigh({ ...batchOf(textbook), losses: [1, 4] });
      balancerRun.afterStep({ losses: [0.5, 3] });
      states.push(balancerRun.weigh({ ...batchOf(textbook), losses: [0.5, 3] }));
    }
    expect(states[1]).toEqual(states[0]);
    const ended = ([plain, within]: readonly [AnyBalancer, AnyBalancer]): void => {
      const runs = [plain, within].map((strategy) => {
        const balancerRun = new BalancerRun(strategy, 2);
        for (const means of [
          [4, 4],
          [2, 3],
        ]) {
          balancerRun.weigh({ ...batchOf(textbook), losses: [4, 4] });
          balancerRun.endEpoch(means);
        }
        return balancerRun.weigh({ ...batchOf(textbook), losses: [2, 3] });
      });
      expect(runs[1]).toEqual(
        close(
          [...(runs[0] ?? [])].map((weight) => weight / 4),
          12,
        ),
      );
    };
    ended([dwa(), pipeline({ transform: 'ratio', weighting: dwa() })]);
  });
});

/** An aggregation that leaves the weights as they are. */
function equalSum(): AnyBalancer {
  return { ...equal(), needs: 'gramian', weigh: equal().weigh };
}
