import { gramianOf, readGradients } from '../gramian-rule.ts';
import { quadratic } from '../math/matrix.ts';
import { scale } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';
import { forwardHooks, mostDemanding, type Part } from './part.ts';

/** What {@link clipped} remembers. */
export interface ClippedState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** What the inner strategy remembers. */
  readonly inner: unknown;
}

/**
 * Clips the norm of a strategy's update of the shared parameters.
 *
 *     w ← w · min(1, c / |d|)     |d| = √(wᵀGw)
 *
 * @param owner - The name of the result.
 * @param inner - The strategy.
 * @param longest - c, above 0.
 */
export function clipped(owner: string, inner: Part, longest: number): Part<ClippedState> {
  return {
    name: owner,
    ...(inner.holdsPriorities && { holdsPriorities: true }),
    needs: mostDemanding('gramian', inner.needs),
    init: (taskCount, settings) => ({ taskCount, inner: inner.init(taskCount, settings) }),
    weigh(stats, state) {
      const gradients = readGradients(owner, stats, presentTasks(stats, state.taskCount));
      const answer = inner.weigh(stats, state.inner);
      const length = Math.sqrt(quadratic(gramianOf(gradients), [...answer.weights]));
      const weights = length > longest ? scale(longest / length, answer.weights) : answer.weights;
      return { ...answer, weights, state: { ...state, inner: answer.state } };
    },
    ...forwardHooks(inner),
  };
}
