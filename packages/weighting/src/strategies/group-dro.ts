import { type Balancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, put, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** State of {@link groupDro}. */
export interface GroupDroState {
  /** One entry for each task: log qᵢ, up to a number that all have in common. */
  readonly tasks: readonly number[];
}

/** Options of {@link groupDro}. */
export const groupDroOptions = optionsSchema('group-dro', {
  /** η, above 0: step size of the weights. */
  stepSize: number({ default: 0.01, above: 0, meaning: 'η, in units of 1/loss', scale: 'log', search: [1e-4, 1] }),
});

/** Options of {@link groupDro}. */
export type GroupDroOptions = OptionsOf<typeof groupDroOptions>;

/**
 * Group distributionally robust optimisation: minimises the largest loss, by weights that grow exponentially with the
 * losses.
 *
 *     qᵢ ← qᵢ·exp(η·lᵢ) / Σⱼ qⱼ·exp(η·lⱼ)     w = q
 *
 * q starts at 1/K and is updated before the weights of the batch are computed. The weights add up to 1 over the tasks of the batch; an
 * absent task keeps its q, as after a step with a loss of 0. For constant losses all weight goes to the largest.
 * Losses may be negative.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Sagawa, P. W. Koh, T. B. Hashimoto, P. Liang. Distributionally Robust Neural Networks for Group Shifts: On the
 *   Importance of Regularization for Worst-Case Generalization. ICLR 2020. https://arxiv.org/abs/1911.08731
 */
export function groupDro(options: GroupDroOptions = {}): Balancer<GroupDroState> {
  const owner = 'group-dro';
  const { stepSize } = groupDroOptions.read(options);
  return {
    name: owner,
    config: configOf(groupDroOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: new Array<number>(taskCount).fill(0) }),
    weigh(stats, { tasks }) {
      const present = presentTasks(stats, tasks.length);
      checkFinite(owner, 'loss', stats.losses, present);
      const stepped = combine(take(tasks, present), stats.losses, (log, loss) => log + stepSize * loss);
      return { weights: softmax(stepped), state: { tasks: put(tasks, present, stepped) } };
    },
  };
}

/** Card of {@link groupDro}, for the docs and the command line. */
export const groupDroCard: StrategyCard = {
  title: 'Group distributionally robust optimisation (group DRO)',
  summary: 'Minimises the largest loss, by weights that grow exponentially with the losses.',
  formula: 'qᵢ ← qᵢ·exp(η·lᵢ) / Σⱼ qⱼ·exp(η·lⱼ);  w = q',
  paper:
    'Distributionally Robust Neural Networks for Group Shifts: On the Importance of Regularization for Worst-Case Generalization',
  authors: 'S. Sagawa, P. W. Koh, T. B. Hashimoto, P. Liang',
  venue: 'ICLR',
  year: 2020,
  link: 'https://arxiv.org/abs/1911.08731',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'log q of each task',
  backwardPasses: '1',
  invariances: [
    'The weights add up to 1. Adding a constant to all losses does not change the weights.',
    'Scaling all losses by c and η by 1/c does not change the weights.',
  ],
  options: groupDroOptions,
  departures: [
    'The groups are tasks. The state is log q, which neither over- nor underflows.',
    'The weights of the tasks in a batch add up to 1 even if other tasks are absent; those keep their q, as absent groups do in the paper.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
