import { InvalidOptionError, list, type ListFacts, type LossStats, number, type PerTask } from '@equipoise/core';

import { combine, same, sum, take } from './math/per-task.ts';
import { checkFinite, presentTasks } from './present.ts';

/** The options of a strategy that aims at one trade-off between the tasks. */
export interface PreferenceOptions {
  /** The preference vector: one number of at least 0 per task, not all 0; 1/K for every task when left out. */
  readonly weights?: PerTask | undefined;
  /** The ideal point: a lower bound of the loss of each task; 0 for every task when left out. */
  readonly reference?: PerTask | undefined;
}

/** An option that is a list of one number for each task. */
type PerTaskOption = ReturnType<typeof list<number, ListFacts<number>>>;

/**
 * Declares the option with the preference vector.
 *
 * @param meaning - What it is.
 */
export function preferenceVector(meaning: string): PerTaskOption {
  return list(number({ min: 0, meaning: 'a preference' }), {
    otherwise: '1/K for every task',
    meaning,
    range: 'at least 0, not all 0',
    expected: 'a list of one number of at least 0 for each task, not all 0',
    holds: (numbers) => numbers.some((value) => value > 0),
  });
}

/** Declares the option with the preference of a rule that can hold one. */
export const preferenceOption = list(number({ above: 0, meaning: 'a preference' }), {
  otherwise: 'all equal',
  meaning: 'how much each task matters, such as `[2, 1]`; only the ratios count',
  range: 'one number above 0 for each task',
  expected: 'a list of one number above 0 for each task',
  holds: (numbers) => numbers.length > 0,
});

/**
 * Declares the option with the ideal point.
 *
 * @param meaning - What it is.
 */
export function idealPoint(meaning: string): PerTaskOption {
  return list(number({ meaning: 'a bound' }), {
    otherwise: '0 for every task',
    meaning,
    range: 'finite numbers',
    expected: 'a list of one finite number for each task',
    holds: (numbers) => numbers.length > 0,
  });
}

/** The preferences of the tasks of one batch, and their losses. */
export interface Aim {
  /** How much each task that is present matters. */
  readonly weights: PerTask;
  /** The loss of each task that is present, above the ideal point; it may be negative. */
  readonly gaps: PerTask;
}

/** A preference between tasks. */
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
 * A preference from the options of a scalarization.
 *
 * @param owner - The strategy.
 * @param options - Its options, as its schema has read them.
 */
export function preferenceOf(owner: string, { weights, reference }: PreferenceOptions): Preference {
  const ideal = referenceOf(owner, reference);
  return {
    check(taskCount) {
      checkCount(owner, 'weights', weights, taskCount);
      ideal.check(taskCount);
    },
    of(stats, taskCount) {
      const present = presentTasks(stats, taskCount);
      checkFinite(owner, 'loss', stats.losses, present);
      return {
        weights: weights ? take(weights, present) : same(1 / present.length, present),
        gaps: combine(stats.losses, ideal.of(present), (loss, bound) => loss - bound),
      };
    },
  };
}

/** An ideal point. */
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
 * An ideal point from the option `reference`.
 *
 * @param owner - The strategy.
 * @param numbers - The option; 0 for every task when left out.
 */
export function referenceOf(owner: string, numbers: PerTask | undefined): Reference {
  return {
    check: (taskCount) => {
      checkCount(owner, 'reference', numbers, taskCount);
    },
    of: (present) => (numbers ? take(numbers, present) : same(0, present)),
  };
}

/**
 * Makes sure that an option has one number for each task.
 *
 * @param owner - The strategy.
 * @param option - The name of the option.
 * @param numbers - Its value; nothing when it is left out.
 * @param taskCount - How many tasks the run has.
 * @throws {@link @equipoise/core!InvalidOptionError} when there are more or fewer.
 */
export function checkCount(owner: string, option: string, numbers: PerTask | undefined, taskCount: number): void {
  if (numbers === undefined || numbers.length === taskCount) return;
  throw new InvalidOptionError(owner, option, `a list of ${taskCount} numbers, one for each task`, numbers);
}

/**
 * How much each task of a batch matters: preference times priority, 1 on average.
 *
 * @param tasks - The tasks that are present.
 * @param preference - The option `preference`, one number for each task of the run.
 * @param priorities - The priorities of the tasks of the run.
 */
export function preferenceOfTasks(
  tasks: readonly number[],
  preference: PerTask | undefined,
  priorities: PerTask | undefined,
): number[] {
  const each = tasks.map((task) => (preference?.[task] ?? 1) * (priorities?.[task] ?? 1));
  return each.map((value) => (value * each.length) / sum(each));
}
