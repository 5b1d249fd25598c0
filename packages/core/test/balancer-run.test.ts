import { describe, expect, it } from 'vitest';

import type { Balancer, GradientStats, StepStats } from '../src/balancer.ts';
import { BalancerRun } from '../src/balancer-run.ts';
import { EquipoiseError, NonFiniteError, ShapeError } from '../src/errors.ts';

/** Weighs a task by its loss and the number of batches so far, and remembers the means of the last epoch. */
const counting: Balancer<{ count: number; means: readonly number[] }> = {
  name: 'counting',
  needs: 'losses',
  init: (taskCount) => ({ count: 1, means: new Array<number>(taskCount).fill(0) }),
  weigh: ({ losses }, state) => ({
    weights: losses.map((loss) => loss * state.count),
    state: { ...state, count: state.count + 1 },
    status: state.count === 2 ? 'degenerate' : 'solved',
  }),
  endEpoch: (means, state) => ({ ...state, means }),
};

const diagonal: Balancer<null, GradientStats> = {
  name: 'diagonal',
  needs: 'gramian',
  init: () => null,
  weigh: ({ gramian }) => ({ weights: gramian.map((row, task) => row[task] ?? Number.NaN), state: null }),
};

function answering(...weights: number[]): Balancer<null, StepStats> {
  return { name: 'answering', needs: 'nothing', init: () => null, weigh: () => ({ weights, state: null }) };
}

describe('BalancerRun', () => {
  it('passes the state from batch to batch', () => {
    const run = new BalancerRun(counting, 2);
    expect(run.weigh({ losses: [1, 2] })).toEqual([1, 2]);
    expect(run.weigh({ losses: [1, 2] })).toEqual([2, 4]);
    expect(run.state).toEqual({ count: 3, means: [0, 0] });
  });

  it('gives the name and needs of the strategy', () => {
    const run = new BalancerRun(diagonal, 2);
    expect([run.name, run.needs]).toEqual(['diagonal', 'gramian']);
  });

  it('gives a task without labels the weight 0, and passes the indices of the others', () => {
    let seen: StepStats = {};
    const spy: Balancer<null> = {
      ...answering(),
      needs: 'losses',
      weigh: (stats) => {
        seen = stats;
        return { weights: stats.losses, state: null };
      },
    };
    const progress = { step: 3, epoch: 1, epochs: 2 };
    expect(new BalancerRun(spy, 4).weigh({ losses: [5, 7], tasks: [1, 3], progress })).toEqual([0, 5, 0, 7]);
    expect(seen).toEqual({ losses: [5, 7], tasks: [1, 3], progress });
    new BalancerRun(spy, 2).weigh({ losses: [5, 7] });
    expect(seen.tasks).toEqual([0, 1]);
  });

  it('does not call the strategy for a batch without labels', () => {
    const run = new BalancerRun(counting, 2);
    expect(run.weigh({ losses: [], tasks: [] })).toEqual([0, 0]);
    expect(run.state).toEqual(counting.init(2));
    expect(run.statuses).toEqual({ solved: 0, degenerate: 0, fallback: 0 });
  });

  it('resumes from a saved state like an uninterrupted run', () => {
    const unbroken = new BalancerRun(counting, 2);
    unbroken.weigh({ losses: [1, 2] });
    const saved = JSON.stringify(unbroken.state);
    const resumed = new BalancerRun(counting, 2, JSON.parse(saved));
    expect(resumed.weigh({ losses: [3, 4] })).toEqual(unbroken.weigh({ losses: [3, 4] }));
    expect(resumed.state).toEqual(unbroken.state);
  });

  it('calls endEpoch if the strategy has it', () => {
    const run = new BalancerRun(counting, 2);
    run.endEpoch([0.5, 0.25]);
    expect(run.state).toEqual({ count: 1, means: [0.5, 0.25] });
    const deaf = new BalancerRun(diagonal, 2);
    deaf.endEpoch([0.5, 0.25]);
    expect(deaf.state).toBeNull();
  });

  it('counts the statuses of the strategy', () => {
    const run = new BalancerRun(counting, 1);
    for (let batch = 0; batch < 4; batch += 1) run.weigh({ losses: [1] });
    expect(run.statuses).toEqual({ solved: 3, degenerate: 1, fallback: 0 });
  });

  it('keeps its state and counts when the answer is invalid', () => {
    const run = new BalancerRun(counting, 2);
    expect(() => run.weigh({ losses: [1, Number.NaN] })).toThrow(NonFiniteError);
    expect(run.state).toEqual(counting.init(2));
    expect(run.statuses.solved).toBe(0);
  });

  it('names the task whose weight is not finite', () => {
    expect(() => new BalancerRun(answering(1, Infinity), 3).weigh({ tasks: [0, 2] })).toThrow(
      new NonFiniteError('answering: the weight of task 2 is Infinity.'),
    );
  });

  it('rejects an answer with too few or too many weights', () => {
    expect(() => new BalancerRun(answering(1), 2).weigh({})).toThrow(
      new EquipoiseError('answering: must answer 2 weights, answered 1.'),
    );
    expect(() => new BalancerRun(answering(1, 1, 1), 2).weigh({})).toThrow(EquipoiseError);
  });

  it.each<[string, number[]]>([
    ['out of order', [1, 0]],
    ['named twice', [0, 0]],
    ['beyond the last', [0, 2]],
    ['below the first', [-1, 0]],
    ['between two', [0.5]],
  ])('rejects tasks %s', (_, tasks) => {
    expect(() => new BalancerRun(answering(...tasks), 2).weigh({ tasks })).toThrow(ShapeError);
  });

  it('requires the statistics that the strategy needs', () => {
    expect(() => new BalancerRun(counting, 2).weigh({ losses: [1] })).toThrow(
      new ShapeError('counting: must be given 2 losses, received 1.'),
    );
    expect(() => new BalancerRun(diagonal, 2).weigh({ losses: [1, 2] })).toThrow(
      new ShapeError('diagonal: must be given a 2 × 2 Gramian, received [].'),
    );
    expect(() => new BalancerRun(diagonal, 2).weigh({ losses: [1, 2], gramian: [[1, 0], [0]] })).toThrow(ShapeError);
    expect(
      new BalancerRun(diagonal, 2).weigh({
        losses: [1, 2],
        gramian: [
          [1, 0],
          [0, 3],
        ],
      }),
    ).toEqual([1, 3]);
    expect(new BalancerRun(answering(1, 1), 2).weigh({})).toEqual([1, 1]);
  });

  it('gives the secondary weights, 0 where the strategy has none', () => {
    const drawing: Balancer<null> = {
      name: 'drawing',
      needs: 'losses',
      init: () => null,
      weigh: ({ losses }) => ({ weights: losses, secondaryWeights: losses.map((loss) => 2 * loss), state: null }),
    };
    expect(new BalancerRun(drawing, 3).weighAll({ losses: [1, 2], tasks: [0, 2] })).toEqual({
      weights: [1, 0, 2],
      secondaryWeights: [2, 0, 4],
    });
    expect(new BalancerRun(counting, 2).weighAll({ losses: [1, 2] }).secondaryWeights).toEqual([0, 0]);
  });

  it('asks for what a gradient transform wants to know first, and leaves the state alone', () => {
    const looking: Balancer<number> = {
      name: 'looking',
      needs: 'losses',
      init: () => 7,
      weigh: ({ losses }, state) => ({ weights: losses, state }),
      current: ({ tasks = [] }, state) => tasks.map((task) => task + state),
    };
    const run = new BalancerRun(looking, 3);
    expect(run.current({ tasks: [0, 2] })).toEqual([7, 0, 9]);
    expect(run.current({ tasks: [] })).toEqual([0, 0, 0]);
    expect(run.state).toBe(7);
    expect(() => new BalancerRun(counting, 2).current({})).toThrow(EquipoiseError);
  });

  it('asks for the Gramian only if weights are not known before, or for a gradient transform', () => {
    const knowing: Balancer<number, GradientStats> = {
      name: 'knowing',
      needs: 'gramian',
      init: () => 0,
      weigh: (_, count) => ({ weights: [1, 1], state: count + 1 }),
      weightsAhead: (_, count) => (count === 1 ? [1, 1] : undefined),
    };
    const run = new BalancerRun(knowing, 2);
    expect(run.weightsAhead({})).toBeUndefined();
    expect(() => run.weigh({ losses: [1, 1] })).toThrow(ShapeError);
    run.weigh({
      losses: [1, 1],
      gramian: [
        [1, 0],
        [0, 1],
      ],
    });
    expect(run.weightsAhead({})).toEqual([1, 1]);
    expect(run.weigh({ losses: [1, 1] })).toEqual([1, 1]);
    expect(() => run.weigh({ losses: [1, 1] })).toThrow(ShapeError);
    const transform = { needs: 'jacobian', gradientTransform: { apply: () => ({}) } } as const;
    const transformed = new BalancerRun({ ...knowing, ...transform }, 2, 1);
    expect(transformed.weightsAhead({})).toBeUndefined();
  });

  it('passes the seed of the run to the strategy', () => {
    const seeded: Balancer<number> = {
      name: 'seeded',
      needs: 'losses',
      init: (_, settings) => settings?.seed ?? -1,
      weigh: ({ losses }, state) => ({ weights: losses, state }),
    };
    expect(new BalancerRun(seeded, 2, undefined, { seed: 9 }).state).toBe(9);
    expect(new BalancerRun(seeded, 2).state).toBe(0);
  });
});
