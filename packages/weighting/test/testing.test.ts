import {
  type AnyBalancer,
  type Balancer,
  EquipoiseError,
  type GradientStats,
  type GradientTransform,
} from '@equipoise/core';
import { add, div, matMul, mul, sum } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { strategies } from '../src/index.ts';
import { type BalancerPromise, checkBalancer, promises } from '../src/testing.ts';
import { exceptions } from './support/exceptions.ts';

interface Sums {
  readonly sums: number[];
}

/** A balancer that keeps every promise: the inverse of each task's summed losses. */
const good: Balancer<Sums, GradientStats> = {
  name: 'good',
  needs: 'gramian',
  init: (taskCount) => ({ sums: new Array<number>(taskCount).fill(0) }),
  weigh({ losses, gramian, tasks = [...losses.keys()] }, { sums }) {
    const next = [...sums];
    const weights = losses.map((loss, index) => {
      const task = tasks[index] ?? index;
      if (!Number.isFinite(loss + (gramian[index]?.[index] ?? 0)))
        throw new EquipoiseError(`good: task ${task} is not finite.`);
      next[task] = (sums[task] ?? 0) + loss;
      return 1 / (next[task] + 1e-12);
    });
    return { weights, state: { sums: next } };
  },
};

/** The same with another answer to a batch. */
function answering(weigh: Balancer<Sums, GradientStats>['weigh']): AnyBalancer {
  return { ...good, weigh };
}

/** The same with each weight replaced. */
function replacing(change: (weight: number, stats: GradientStats, index: number) => number): AnyBalancer {
  return answering((stats, state) => {
    const answer = good.weigh(stats, state);
    return { ...answer, weights: answer.weights.map((weight, index) => change(weight, stats, index)) };
  });
}

/** For each promise a balancer that breaks it. */
const broken: Record<BalancerPromise, AnyBalancer> = {
  'answers one finite weight for each task that is present': answering((stats, state) => {
    const answer = good.weigh(stats, state);
    return { ...answer, weights: answer.weights.slice(1) };
  }),
  'answers no negative weight': replacing((weight) => -weight),
  'reads no statistic that it has not declared as needed': { ...good, needs: 'losses' } as unknown as AnyBalancer,
  'takes all tasks as present and the first step as now when a batch does not say': replacing((weight, { tasks }) =>
    tasks ? weight : 2 * weight,
  ),
  'answers the weights that weightsAhead gives': {
    ...good,
    weightsAhead: ({ tasks = [] }) => tasks.map(() => 1),
  },
  'leaves the state that it is given as it was': answering((stats, state) => {
    state.sums[0] = 1;
    return good.weigh(stats, state);
  }),
  'gives the same weights when its state went through JSON': {
    ...good,
    init: (taskCount: number) => ({ sums: new Array<number>(taskCount).fill(0), seen: new Map([[0, 1]]) }),
    weigh: (stats: GradientStats, state: Sums & { seen: Map<number, number> }) => ({
      weights: stats.losses.map(() => (state.seen.size > 0 ? 1 : 2)),
      state,
    }),
  },
  'reorders the weights when the tasks are reordered': replacing((weight, _, index) => weight * (index + 1)),
  'weighs the present tasks as if the absent ones did not exist': answering((stats, state) =>
    good.weigh(
      { losses: stats.losses, gramian: stats.gramian },
      { sums: state.sums.map((sum) => sum + state.sums.length) },
    ),
  ),
  'answers finite weights for losses and gradients from 1e-10 to 1e10': replacing((weight, { losses }, index) =>
    (losses[index] ?? 0) > 1e9 ? Infinity : weight,
  ),
  'answers finite weights when losses and gradients are 0': replacing(
    (_, { losses }, index) => 1 / (losses[index] ?? 1),
  ),
  'answers finite weights when gradients are equal or opposite': replacing((weight, { gramian }) =>
    gramian.flat().every((entry) => Math.abs(entry) === 5) ? Number.NaN : weight,
  ),
  'names the task whose loss or gradient is not finite': answering(({ losses }, state) => ({
    weights: losses.map((loss) => (Number.isFinite(loss) ? 1 : 0)),
    state,
  })),
};

function exceptionsOf(name: string): readonly BalancerPromise[] {
  return Object.entries(exceptions).find(([key]) => key === name)?.[1] ?? [];
}

describe('checkBalancer', () => {
  it('accepts a balancer that keeps every promise', () => {
    expect(() => checkBalancer(() => good)).not.toThrow();
  });

  it.each(Object.entries(strategies))('is content with %s, but for what its rule cannot promise', (name, make) => {
    expect(() => checkBalancer(make, exceptionsOf(name))).not.toThrow();
  });

  it.each(Object.keys(exceptions))('finds that %s does not promise what its rule cannot', (name) => {
    const make = Object.entries(strategies).find(([key]) => key === name)?.[1];
    for (const promise of exceptionsOf(name)) {
      const others = Object.keys(promises).filter((other): other is BalancerPromise => other !== promise);
      expect(() => make && checkBalancer(make, others)).toThrow(promise);
    }
  });

  it.each(Object.entries(broken))('demands: %s', (promise, balancer) => {
    const check = Object.entries(promises).find(([name]) => name === promise)?.[1];
    expect(() => check?.(() => balancer)).toThrow();
    expect(() => checkBalancer(() => balancer)).toThrow('good: breaks a promise of balancers: ');
  });

  it('tells a balancer that looks back the losses after each step, and finds its faults', () => {
    const forgetful: Balancer<Sums, GradientStats> = {
      ...good,
      afterStep: ({ losses }, { sums }) => ({ sums: sums.map(() => losses[0] ?? 0) }),
    };
    expect(() => checkBalancer(() => forgetful)).toThrow('good: breaks a promise of balancers: reorders the weights');
  });

  it('applies gradient transforms, and finds one that is wrong with absent tasks or not finite', () => {
    const transformed = (apply: GradientTransform['apply']): AnyBalancer => ({
      ...good,
      needs: 'jacobian',
      gradientTransform: { slots: { counts: ['tasks'] }, apply },
    });
    const counting = transformed(({ batch, present, slots: { counts = 0 }, weigh }) => {
      const next = add(counts, present);
      const { weights } = weigh({ gramian: matMul(batch.jacobian(), batch.jacobian(), false, true) });
      return { direction: batch.gradient(mul(weights, next)), slots: { counts: next } };
    });
    expect(() => checkBalancer(() => counting)).not.toThrow();
    const leaking = transformed(({ batch, slots: { counts = 0 }, weigh }) => {
      const next = add(counts, 1);
      const { weights } = weigh({ gramian: matMul(batch.jacobian(), batch.jacobian(), false, true) });
      return { direction: batch.gradient(mul(weights, sum(next))), slots: { counts: next } };
    });
    expect(() => checkBalancer(() => leaking)).toThrow('as if the absent ones did not exist');
    const dividing = transformed(({ batch, weigh, slots: { counts = 0 } }) => {
      const { weights } = weigh({ gramian: matMul(batch.jacobian(), batch.jacobian(), false, true) });
      return { direction: div(batch.gradient(weights), sum(counts)), slots: { counts: add(counts, 1) } };
    });
    expect(() => checkBalancer(() => dividing)).toThrow('gives the direction');
  });

  it('skips the promises that are excluded', () => {
    const negative = replacing((weight) => -weight);
    expect(() => checkBalancer(() => negative)).toThrow(
      'good: breaks a promise of balancers: answers no negative weight (answers [[-',
    );
    expect(() => checkBalancer(() => negative, ['answers no negative weight'])).not.toThrow();
  });
});
