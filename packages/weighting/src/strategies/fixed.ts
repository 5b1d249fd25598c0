import { type Balancer, InvalidOptionError, type Progress, type StepStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { type Expression, readExpression } from '../math/expression.ts';
import { same, take } from '../math/per-task.ts';
import { checkNonNegative } from '../options.ts';
import { presentTasks } from '../present.ts';

/** What {@link fixed} remembers. */
export interface FixedState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** What {@link fixed} can be told. */
export interface FixedOptions {
  /**
   * One weight for each task, in task order: a number of at least 0, or a formula of `epoch` (epochs ended), `step` (steps
   * made) and `epochs` (epochs of the run), such as `'0.5*(1+cos(pi*epoch/epochs))'`.
   *
   * @defaultValue 1 for every task
   */
  readonly weights?: readonly (number | string)[];
}

const owner = 'fixed';

const variables = ['epoch', 'step', 'epochs'] as const;

const start: Progress = { epoch: 0, step: 0, epochs: 1 };

/** Points of runs of several lengths: the first steps, which every run makes, and some later ones. */
const firstSteps: readonly Progress[] = [1, 2, 10, 100].map((epochs) => ({ ...start, epochs }));
const laterSteps: readonly Progress[] = [1, 5, 9].map((epoch) => ({ epoch, step: 20 * epoch, epochs: 10 }));

/**
 * Weighs the tasks as it is told, by numbers or by a schedule.
 *
 *     wᵢ = cᵢ   or   wᵢ = fᵢ(epoch, step, epochs)
 *
 * A formula is read by mathjs and reaches nothing but its three variables, pi, e and functions of numbers. It is tried
 * when the strategy is made; a formula without `step` is tried for the whole run at the run's first step, so that a
 * weight that would be negative in the last epoch stops the run before it begins.
 *
 * @param options - The weights.
 * @throws {@link @equipoise/core!InvalidOptionError} when a weight is negative or not a number, when a formula is not one,
 *   when there are more or fewer weights than tasks, or when a formula gives no weight at some step.
 * @see D. Xin, B. Ghorbani, A. Garg, O. Firat, J. Gilmer. Do Current Multi-Task Optimization Methods in Deep Learning Even
 *   Help? NeurIPS 2022. https://arxiv.org/abs/2209.11379
 */
export function fixed(options: FixedOptions = {}): Balancer<FixedState, StepStats> {
  const weights = options.weights === undefined ? undefined : readWeights(options.weights);
  return {
    name: owner,
    needs: 'nothing',
    init(taskCount) {
      if (weights && weights.length !== taskCount) {
        const expected = `a list of ${taskCount} weights, one for each task`;
        throw new InvalidOptionError(owner, 'weights', expected, options.weights);
      }
      return { taskCount };
    },
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      if (!weights) return { weights: same(1, present), state };
      const { progress = start } = stats;
      if (progress.step === 0)
        weights.forEach((weight, task) => {
          tryRun(weight, task, progress.epochs);
        });
      return {
        weights: take(weights, present).map((weight, index) => weightAt(weight, present[index], progress)),
        state,
      };
    },
  };
}

function readWeights(weights: unknown): readonly (number | Expression)[] {
  if (!Array.isArray(weights) || weights.length === 0) {
    throw new InvalidOptionError(owner, 'weights', 'a list of one weight for each task', weights);
  }
  return weights.map((value: unknown, task) =>
    typeof value === 'string' ? readFormula(value, task) : readNumber(value, task),
  );
}

function readNumber(value: unknown, task: number): number {
  checkNonNegative({ owner, option: `weights[${task}]`, value });
  return Number(value);
}

function readFormula(text: string, task: number): Expression {
  const refuse = (expected: string): Error => new InvalidOptionError(owner, `weights[${task}]`, expected, text);
  const formula = readExpression(text, variables, refuse);
  for (const progress of [...firstSteps, ...laterSteps]) {
    const value = valueAt(formula, progress);
    if (typeof value !== 'number')
      throw refuse(`a formula whose value is a number (at ${place(progress)} it is ${String(value)})`);
  }
  if (!firstSteps.some((progress) => isWeight(valueAt(formula, progress)))) {
    const value = String(valueAt(formula, start));
    throw refuse(`a formula whose value is at least 0 (at ${place(start)} it is ${value})`);
  }
  return formula;
}

function tryRun(weight: number | Expression, task: number, epochs: number): void {
  if (typeof weight === 'number' || weight.variables.has('step')) return;
  for (let epoch = 0; epoch < epochs; epoch += 1) weightAt(weight, task, { epoch, step: 0, epochs });
}

function weightAt(weight: number | Expression, task: number | undefined, progress: Progress): number {
  if (typeof weight === 'number') return weight;
  const value = valueAt(weight, progress);
  if (isWeight(value)) return value;
  const expected = `a formula whose value is at least 0 (for task ${task} at ${place(progress)} it is ${String(value)})`;
  throw new InvalidOptionError(owner, `weights[${task}]`, expected, weight.text);
}

function valueAt(formula: Expression, { epoch, step, epochs }: Progress): unknown {
  try {
    return formula.evaluate({ epoch, step, epochs });
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

function isWeight(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function place({ epoch, step, epochs }: Progress): string {
  return `epoch ${epoch} of ${epochs}, step ${step}`;
}

/** What to know of {@link fixed}. */
export const fixedCard: StrategyCard = {
  title: 'Fixed weights',
  summary: 'Weighs the tasks by given numbers, or by formulas of epoch and step.',
  formula: 'wᵢ = cᵢ   or   wᵢ = fᵢ(epoch, step, epochs)',
  paper: 'Do Current Multi-Task Optimization Methods in Deep Learning Even Help?',
  authors: 'D. Xin, B. Ghorbani, A. Garg, O. Firat, J. Gilmer',
  venue: 'NeurIPS',
  year: 2022,
  link: 'https://arxiv.org/abs/2209.11379',
  needs: 'nothing',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['The weights do not depend on the losses or the gradients.'],
  options: [
    {
      name: 'weights',
      meaning: 'one number or formula for each task, such as `[0.3, "0.7*exp(-epoch)"]`',
      defaultValue: '1 for every task',
      range: 'at least 0',
    },
  ],
  departures: [
    'The weights are taken as they are: they need not add up to 1 or K. TorchJD’s `Constant` takes no schedule; LibMTL has no fixed weights.',
  ],
};
