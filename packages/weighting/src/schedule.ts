import { InvalidOptionError, type Progress } from '@equipoise/core';

import { type Expression, readExpression } from './math/expression.ts';

/** Where a schedule was written. */
export interface Place {
  /** The strategy. */
  readonly owner: string;
  /** Its option. */
  readonly option: string;
  /** The task whose weight it gives. */
  readonly task: number;
}

const variables = ['epoch', 'step', 'epochs'] as const;

/** The first step of a run of one epoch. */
export const start: Progress = { epoch: 0, step: 0, epochs: 1 };

/** Points of runs of several lengths: the first steps, which every run makes, and some later ones. */
const firstSteps: readonly Progress[] = [1, 2, 10, 100].map((epochs) => ({ ...start, epochs }));
const laterSteps: readonly Progress[] = [1, 5, 9].map((epoch) => ({ epoch, step: 20 * epoch, epochs: 10 }));

/**
 * Parses a schedule, and checks it at several points of several runs.
 *
 * @param text - A formula of `epoch`, `step` and `epochs`.
 * @param where - Where it was written.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is no formula, or never gives a weight.
 */
export function readSchedule(text: string, { owner, option }: Place): Expression {
  const refuse = (expected: string): Error => new InvalidOptionError(owner, option, expected, text);
  const formula = readExpression(text, variables, refuse);
  for (const progress of [...firstSteps, ...laterSteps]) {
    const value = valueAt(formula, progress);
    if (typeof value !== 'number')
      throw refuse(`a formula whose value is a number (at ${moment(progress)} it is ${String(value)})`);
  }
  if (!firstSteps.some((progress) => isWeight(valueAt(formula, progress)))) {
    const value = String(valueAt(formula, start));
    throw refuse(`a formula whose value is at least 0 (at ${moment(start)} it is ${value})`);
  }
  return formula;
}

/**
 * Checks a schedule for all epochs of a run, unless it depends on the step.
 *
 * @param weight - The schedule, or a number.
 * @param where - Where it was written.
 * @param epochs - How many epochs the run has.
 * @throws {@link @equipoise/core!InvalidOptionError} when it gives no weight in one of them.
 */
export function tryRun(weight: number | Expression, where: Place, epochs: number): void {
  if (typeof weight === 'number' || weight.variables.has('step')) return;
  for (let epoch = 0; epoch < epochs; epoch += 1) weightAt(weight, where, { epoch, step: 0, epochs });
}

/**
 * The weight of a schedule at a step.
 *
 * @param weight - The schedule, or a number.
 * @param where - Where it was written.
 * @param progress - Where training stands.
 * @throws {@link @equipoise/core!InvalidOptionError} when it gives no weight there.
 */
export function weightAt(weight: number | Expression, { owner, option, task }: Place, progress: Progress): number {
  if (typeof weight === 'number') return weight;
  const value = valueAt(weight, progress);
  if (isWeight(value)) return value;
  const expected = `a formula whose value is at least 0 (for task ${task} at ${moment(progress)} it is ${String(value)})`;
  throw new InvalidOptionError(owner, option, expected, weight.text);
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

function moment({ epoch, step, epochs }: Progress): string {
  return `epoch ${epoch} of ${epochs}, step ${step}`;
}
