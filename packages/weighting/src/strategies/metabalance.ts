import {
  type Balancer,
  type GradientStats,
  InvalidOptionError,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { readGradients, statusOf } from '../gramian-rule.ts';
import { entryOrZero } from '../math/matrix.ts';
import { put, take } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';

/** State of {@link metabalance}. */
export interface MetabalanceState {
  /** One entry for each task. */
  readonly tasks: readonly {
    /** The running sum of the gradient's lengths: m ← β·m + (1 − β)·n. */
    readonly sum: number;
    /** How much of 1 the lengths count in it: the same sum with 1 for every length. */
    readonly share: number;
  }[];
}

/** Options of {@link metabalance}. */
export const metabalanceOptions = optionsSchema('metabalance', {
  /** The index of the target task: the gradients of the other (auxiliary) tasks are scaled towards its gradient norm. */
  target: integer({ default: 0, min: 0, meaning: 'index of the target task' }),
  /** r, from 0 to 1: how closely the norms match. With 0 the gradients do not change. */
  relax: number({ default: 0.7, min: 0, max: 1, meaning: 'r, how closely the norms match' }),
  /** β, from 0 to below 1: decay of the running means of the norms. */
  decay: number({ default: 0.9, min: 0, below: 1, meaning: 'β, decay of the running means', search: [0, 0.99] }),
});

/** Options of {@link metabalance}. */
export type MetabalanceOptions = OptionsOf<typeof metabalanceOptions>;

/**
 * MetaBalance: scales the gradients of auxiliary tasks towards the gradient norm of a target task.
 *
 *     mᵢ ← running mean of nᵢ     wᵢ = r · m₀/mᵢ + (1 − r)
 *
 * nᵢ is the norm of task i's gradient and task 0 the target. Until the target has been in a batch, and while a task has had only
 * zero gradients, the task weighs 1 and the status is `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or there is no such target.
 * @see Y. He, X. Feng, C. Cheng, G. Ji, Y. Guo, J. Caverlee. MetaBalance: Improving Multi-Task Recommendations via Adapting
 *   Gradient Magnitudes of Auxiliary Tasks. WWW 2022. https://arxiv.org/abs/2203.06801
 */
export function metabalance(options: MetabalanceOptions = {}): Balancer<MetabalanceState, GradientStats> {
  const owner = 'metabalance';
  const { target, relax, decay } = metabalanceOptions.read(options);
  return {
    name: owner,
    config: configOf(metabalanceOptions, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    init(taskCount) {
      if (target >= taskCount) throw noTarget(`an index of one of ${taskCount} tasks`, target);
      return { tasks: Array.from({ length: taskCount }, () => ({ sum: 0, share: 0 })) };
    },
    weigh(stats, state) {
      const present = presentTasks(stats, state.tasks.length);
      const gradients = readGradients(owner, stats, present);
      const seen = take(state.tasks, present).map(({ sum, share }, index) => ({
        sum: decay * sum + (1 - decay) * entryOrZero(gradients.norms, index),
        share: decay * share + (1 - decay),
      }));
      const tasks = put(state.tasks, present, seen);
      const aim = meanLength(tasks[target]);
      const ratios = seen.map((task) => aim / meanLength(task));
      const weights = ratios.map((ratio) => (Number.isFinite(ratio) ? relax * ratio + (1 - relax) : 1));
      const status = ratios.every(Number.isFinite) ? 'solved' : 'degenerate';
      return { weights, state: { tasks }, status: statusOf(gradients, weights, status) };
    },
  };
}

function meanLength(task: MetabalanceState['tasks'][number] = { sum: 0, share: 0 }): number {
  return task.sum / task.share;
}

function noTarget(expected: string, target: unknown): InvalidOptionError {
  return new InvalidOptionError('metabalance', 'target', expected, target);
}

/** Card of {@link metabalance}, for the docs and the command line. */
export const metabalanceCard: StrategyCard = {
  title: 'MetaBalance',
  summary: 'Scales the gradients of auxiliary tasks towards the gradient norm of a target task.',
  formula: 'mᵢ ← β·mᵢ + (1 − β)·nᵢ;  wᵢ = r · m₀/mᵢ + (1 − r)',
  paper: 'MetaBalance: Improving Multi-Task Recommendations via Adapting Gradient Magnitudes of Auxiliary Tasks',
  authors: 'Y. He, X. Feng, C. Cheng, G. Ji, Y. Guo, J. Caverlee',
  venue: 'WWW',
  year: 2022,
  link: 'https://arxiv.org/abs/2203.06801',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the authors’ code: only gradients of shared parameters are scaled.',
  state: 'the running mean of each gradient norm',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights.',
    'The target task weighs 1. If the tasks are reordered, `target` must change with them.',
  ],
  options: metabalanceOptions,
  departures: [
    'The norms are over all shared parameters; the paper and torch-rechub scale each layer separately.',
    'The running means start at the first norm. The paper starts at 0, which gives the same ratios until a task is absent.',
    'The variant of the paper that scales every norm towards the target’s; its other two variants only reduce or only increase norms.',
  ],
};
