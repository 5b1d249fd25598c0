import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { combine, put, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { checkOptions, checkPositive } from '../options.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link groupDro} remembers. */
export interface GroupDroState {
  /** One entry for each task: log qᵢ, up to a number that all have in common. */
  readonly tasks: readonly number[];
}

/** What {@link groupDro} can be told. */
export interface GroupDroOptions {
  /**
   * η, above 0: how fast the weights move to the tasks with the largest losses.
   *
   * @defaultValue 0.01
   */
  readonly stepSize?: number;
}

/**
 * Group distributionally robust optimisation: minimises the worst loss, by weights that grow with the losses.
 *
 *     qᵢ ← qᵢ·exp(η·lᵢ) / Σⱼ qⱼ·exp(η·lⱼ)     w = q
 *
 * q starts at 1/K; the step is taken before the batch is weighed. The weights add up to 1 over the tasks of the batch; an
 * absent task keeps its q, which is one step with a loss of 0. Where the losses stand still all weight goes to the largest.
 * Losses may be negative.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Sagawa, P. W. Koh, T. B. Hashimoto, P. Liang. Distributionally Robust Neural Networks for Group Shifts: On the
 *   Importance of Regularization for Worst-Case Generalization. ICLR 2020. https://arxiv.org/abs/1911.08731
 */
export function groupDro(options: GroupDroOptions = {}): Balancer<GroupDroState> {
  const owner = 'group-dro';
  checkOptions(owner, options, groupDroCard);
  const { stepSize = 0.01 } = options;
  checkPositive({ owner, option: 'stepSize', value: stepSize });
  return {
    name: owner,
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

/** What to know of {@link groupDro}. */
export const groupDroCard: StrategyCard = {
  title: 'Group distributionally robust optimisation (group DRO)',
  summary: 'Minimises the worst loss, by weights that grow with the losses.',
  formula: 'qᵢ ← qᵢ·exp(η·lᵢ) / Σⱼ qⱼ·exp(η·lⱼ);  w = q',
  paper:
    'Distributionally Robust Neural Networks for Group Shifts: On the Importance of Regularization for Worst-Case Generalization',
  authors: 'S. Sagawa, P. W. Koh, T. B. Hashimoto, P. Liang',
  venue: 'ICLR',
  year: 2020,
  link: 'https://arxiv.org/abs/1911.08731',
  needs: 'losses',
  state: 'log q of each task',
  backwardPasses: '1',
  invariances: [
    'The weights add up to 1. Adding one constant to all losses changes nothing.',
    'Multiplying all losses by c and η by 1/c changes nothing.',
  ],
  options: [{ name: 'stepSize', meaning: 'η, in units of 1/loss', defaultValue: '0.01', range: 'above 0' }],
  departures: [
    'The groups are tasks. q is kept as a logarithm, so that it neither over- nor underflows.',
    'Over the tasks of a batch the weights add up to 1 even when others are absent; their q stays, as that of absent groups does in the paper.',
    'LibMTL and TorchJD 0.17 do not have it.',
  ],
};
