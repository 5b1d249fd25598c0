import { InvalidOptionError, type LossStats, type PerTask } from '@equipoise/core';

import { combine, same, take } from './math/per-task.ts';
import type { NamedOption } from './options.ts';
import { checkFinite, presentTasks } from './present.ts';

/** The options of a strategy that aims at one trade-off between the tasks. */
export interface PreferenceOptions {
  /**
   * The preference vector: one number of at least 0 per task, not all 0.
   *
   * @defaultValue 1/K for every task
   */
  readonly weights?: PerTask;
  /**
   * The ideal point: a lower bound of the loss of each task.
   *
   * @defaultValue 0 for every task
   */
  readonly reference?: PerTask;
}

/** What is wanted of the tasks of one batch, and what they give. */
export interface Aim {
  /** How much each task that is present matters. */
  readonly weights: PerTask;
  /** The loss of each task that is present, above the ideal point; it may be negative. */
  readonly gaps: PerTask;
}

/** A preference between tasks, once its options are known to be good ones. */
export interface Preference {
  /**
   * Makes sure that there is a number for each task.
   *
   * @throws {@link @equipoise/core!InvalidOptionError} when there are more or fewer.
   */
  check(taskCount: number): void;
  /**
   * The preference for the tasks of a batch, after a check that the losses are finite.
   *
   * @throws what {@link checkFinite} throws.
   */
  of(stats: LossStats, taskCount: number): Aim;
}

/**
 * Reads the options of a scalarization with a preference vector and an ideal point.
 *
 * @param owner - The strategy.
 * @param options - Its options.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is no list of good numbers.
 */
export function readPreference(owner: string, options: PreferenceOptions): Preference {
  const named = { owner, option: 'weights', value: options.weights };
  const weights = readNumbers(named, 'a list of one number of at least 0 for each task, not all 0', isPreference);
  const reference = readReference(owner, options.reference);
  return {
    check(taskCount) {
      checkCount(named, taskCount);
      reference.check(taskCount);
    },
    of(stats, taskCount) {
      const present = presentTasks(stats, taskCount);
      checkFinite(owner, 'loss', stats.losses, present);
      return {
        weights: weights ? take(weights, present) : same(1 / present.length, present),
        gaps: combine(stats.losses, reference.of(present), (loss, ideal) => loss - ideal),
      };
    },
  };
}

/** An ideal point, once it is known to be a good one. */
export interface Reference {
  /**
   * Makes sure that there is a number for each task.
   *
   * @throws {@link @equipoise/core!InvalidOptionError} when there are more or fewer.
   */
  check(taskCount: number): void;
  /** The losses that the tasks of a batch cannot fall below. */
  of(present: readonly number[]): PerTask;
}

/**
 * Reads the option with the ideal point.
 *
 * @param owner - The strategy.
 * @param value - The option `reference`; 0 for every task when left out.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is no list of finite numbers.
 */
export function readReference(owner: string, value: PerTask | undefined): Reference {
  const named = { owner, option: 'reference', value };
  const numbers = readNumbers(named, 'a list of one finite number for each task', () => true);
  return {
    check: (taskCount) => {
      checkCount(named, taskCount);
    },
    of: (present) => (numbers ? take(numbers, present) : same(0, present)),
  };
}

function checkCount({ owner, option, value }: NamedOption, taskCount: number): void {
  if (value === undefined || (Array.isArray(value) && value.length === taskCount)) return;
  throw new InvalidOptionError(owner, option, `a list of ${taskCount} numbers, one for each task`, value);
}

function readNumbers(named: NamedOption, expected: string, holds: (numbers: PerTask) => boolean): PerTask | undefined {
  const { owner, option, value } = named;
  if (value === undefined) return undefined;
  const numbers = Array.isArray(value) ? value.filter(isFiniteNumber) : [];
  const whole = Array.isArray(value) && value.length > 0 && numbers.length === value.length;
  if (!whole || !holds(numbers)) throw new InvalidOptionError(owner, option, expected, value);
  return numbers;
}

function isPreference(numbers: PerTask): boolean {
  return numbers.every((number) => number >= 0) && Math.max(...numbers) > 0;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
