import {
  type Balancer,
  type StepStats,
  InvalidOptionError,
  list,
  part,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { Expression } from '../math/expression.ts';
import { loadMathjs, mathjsAtHand } from '../math/mathjs.ts';
import { same, take } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';
import { type Place, readSchedule, start, tryRun, weightAt } from '../schedule.ts';

/** State of {@link fixed}. */
export interface FixedState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link fixed}. */
export const fixedOptions = optionsSchema('fixed', {
  /** One weight for each task, in task order: a number of at least 0, or a formula of `epoch` (epochs ended), `step` (steps made) and `epochs` (epochs of the run), such as `'0.5*(1+cos(pi*epoch/epochs))'`. */
  weights: list(
    part(isWeightOption, {
      meaning: 'a weight',
      range: 'at least 0',
      expected: 'a number of at least 0, or a formula',
    }),
    {
      otherwise: '1 for every task',
      meaning: 'one number or formula for each task, such as `[0.3, "0.7*exp(-epoch)"]`',
      range: 'at least 0',
      expected: 'a list of one weight for each task',
      holds: (weights) => weights.length > 0,
    },
  ),
});

/** Options of {@link fixed}. */
export type FixedOptions = OptionsOf<typeof fixedOptions>;

const owner = 'fixed';

/**
 * Fixed weights: uses the weights that you give: constants, or formulas of epoch and step.
 *
 *     wᵢ = cᵢ   or   wᵢ = fᵢ(epoch, step, epochs)
 *
 * mathjs parses a formula, which may use its three variables, pi, e and functions of numbers only. It is checked
 * when the strategy is created, in a browser when the run starts; a formula without `step` is checked for all epochs at the
 * first step of the run, so that a weight that would be negative in the last epoch stops the run before it starts.
 *
 * @param options - The weights.
 * @throws {@link @equipoise/core!InvalidOptionError} when a weight is negative or not a number, when a formula is invalid,
 *   when there are more or fewer weights than tasks, or when a formula gives no weight at some step.
 * @see D. Xin, B. Ghorbani, A. Garg, O. Firat, J. Gilmer. Do Current Multi-Task Optimization Methods in Deep Learning Even
 *   Help? NeurIPS 2022. https://arxiv.org/abs/2209.11379
 */
export function fixed(options: FixedOptions = {}): Balancer<FixedState, StepStats> {
  const { weights: given } = fixedOptions.read(options);
  let known: readonly (number | Expression)[] | undefined;
  const read = (): readonly (number | Expression)[] | undefined => (known ??= given?.map(readWeight));
  const hasFormulas = given?.some((weight) => typeof weight === 'string') ?? false;
  if (!hasFormulas || mathjsAtHand()) read();
  return {
    name: owner,
    config: configOf(fixedOptions, options),
    headPolicy: 'weighted',
    needs: 'nothing',
    async prepare() {
      if (hasFormulas) await loadMathjs();
      read();
    },
    init(taskCount) {
      if (given && given.length !== taskCount) {
        const expected = `a list of ${taskCount} weights, one for each task`;
        throw new InvalidOptionError(owner, 'weights', expected, given);
      }
      return { taskCount };
    },
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      const weights = read();
      if (!weights) return { weights: same(1, present), state };
      const { progress = start } = stats;
      if (progress.step === 0)
        weights.forEach((weight, task) => {
          tryRun(weight, placeOf(task), progress.epochs);
        });
      return {
        weights: take(weights, present).map((weight, index) =>
          weightAt(weight, placeOf(present[index] ?? 0), progress),
        ),
        state,
      };
    },
  };
}

function isWeightOption(value: unknown): value is number | string {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}

function readWeight(weight: number | string, task: number): number | Expression {
  return typeof weight === 'number' ? weight : readSchedule(weight, placeOf(task));
}

function placeOf(task: number): Place {
  return { owner, option: `weights[${task}]`, task };
}

/** Card of {@link fixed}, for the docs and the command line. */
export const fixedCard: StrategyCard = {
  title: 'Fixed weights',
  summary: 'Uses the weights that you give: constants, or formulas of epoch and step.',
  formula: 'wᵢ = cᵢ   or   wᵢ = fᵢ(epoch, step, epochs)',
  paper: 'Do Current Multi-Task Optimization Methods in Deep Learning Even Help?',
  authors: 'D. Xin, B. Ghorbani, A. Garg, O. Firat, J. Gilmer',
  venue: 'NeurIPS',
  year: 2022,
  link: 'https://arxiv.org/abs/2209.11379',
  needs: 'nothing',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['The weights do not depend on the losses or the gradients.'],
  options: fixedOptions,
  departures: ['The weights are not normalised. TorchJD’s `Constant` has no schedules; LibMTL has no fixed weights.'],
};
