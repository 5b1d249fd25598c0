import type { Balancer, GradientStats, LossStats, StepStats } from '../../src/balancer.ts';

/** Weighs all tasks the same. */
export const equal: Balancer<null, StepStats> = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/**
 * Gives every task of every batch the same weights.
 *
 * @param weights - One for each task of the run.
 */
export function fixed(weights: readonly number[]): Balancer<null, StepStats> {
  return {
    ...equal,
    name: 'fixed',
    weigh: ({ tasks = [] }) => ({ weights: tasks.map((task) => weights[task] ?? 0), state: null }),
  };
}

/** Weighs each task by the inverse of its loss. */
export const inverseLoss: Balancer<null> = {
  name: 'inverse-loss',
  needs: 'losses',
  init: () => null,
  weigh: ({ losses }) => ({ weights: losses.map((loss) => 1 / loss), state: null }),
};

/**
 * The weights of the shortest convex combination of two gradients, from their inner products: γ = (d − b) / (a − 2b + d),
 * cut to [0, 1]; a task alone has the weight 1.
 */
export const shortest: Balancer<null, GradientStats> = {
  name: 'shortest',
  needs: 'gramian',
  init: () => null,
  weigh: ({ gramian }) => {
    const [a = NaN, b = NaN, d = NaN] = [gramian[0]?.[0], gramian[0]?.[1], gramian[1]?.[1]];
    if (gramian.length === 1) return { weights: [1], state: null };
    const share = Math.min(1, Math.max(0, (d - b) / (a - 2 * b + d)));
    return { weights: [share, 1 - share], state: null };
  },
};

/** What a {@link recording} balancer was told, batch by batch, and what it remembers: how often it saw each task. */
export interface Recording<Stats> {
  readonly balancer: Balancer<Readonly<Record<string, number>>, Stats & StepStats>;
  readonly seen: Stats[];
  readonly epochs: (readonly number[])[];
}

/**
 * A balancer that weighs like another and keeps what it was told.
 *
 * @param inner - The other.
 */
export function recording<Stats extends StepStats = LossStats>(inner: Balancer<null, Stats>): Recording<Stats> {
  const seen: Stats[] = [];
  const epochs: (readonly number[])[] = [];
  return {
    seen,
    epochs,
    balancer: {
      needs: inner.needs,
      name: `recording ${inner.name}`,
      init: () => ({}),
      weigh: (stats, state) => {
        seen.push(stats);
        const counts = (stats.tasks ?? []).map((task) => [task, (state[task] ?? 0) + 1]);
        return { weights: inner.weigh(stats, null).weights, state: { ...state, ...Object.fromEntries(counts) } };
      },
      endEpoch: (means, state) => {
        epochs.push(means);
        return state;
      },
    },
  };
}
