import { EquipoiseError, InvalidOptionError } from '@equipoise/core';

import type { Executor } from '../trials/run-trials.ts';
import { effortFor, type Effort, leastTrainings, type Size } from './effort.ts';

/** What a recommendation may take: so many trainings, or so many seconds. */
export type Budget = { readonly trials: number } | { readonly seconds: number };

/** How fast trainings are, as it was measured before anything was planned. */
export interface Rate {
  /** Seconds of a training that do not depend on its epochs. */
  readonly overhead: number;
  /** Seconds of an epoch of plain sharing on all training examples. */
  readonly perEpoch: number;
  /** Trainings side by side. */
  readonly jobs: number;
}

/** What is tried within a budget. */
export interface Sizing {
  /** How much is tried. */
  readonly effort: Effort;
  /** Epochs of each training. */
  readonly epochs: number;
}

/** The share of the time that is planned for: a machine may become slower, and adaptive strategies take longer than equal weights. */
const plannedShare = 0.6;
/** What each further process beside others adds. */
const sideBySideShare = 0.7;
/** Fewer epochs say nothing. */
const leastEpochs = 10;

/** The time of a recommendation is over. */
export class BudgetSpentError extends EquipoiseError {
  override name = 'BudgetSpentError';
}

/**
 * Finds out of a budget what can be tried. Fewer epochs are taken only where the second least effort would not fit otherwise.
 *
 * @param budget - The budget.
 * @param size - What there is to try.
 * @param usual - The epochs of a usual training, and for a budget of seconds how fast trainings are.
 * @throws {@link @equipoise/core!InvalidOptionError} when the budget is too small for anything.
 */
export function sizingFor(
  budget: Budget,
  size: Size,
  { epochs, rate }: { readonly epochs: number; readonly rate?: Rate | undefined },
): Sizing {
  if ('trials' in budget) {
    const effort = effortFor(budget.trials, size);
    if (effort) return { effort, epochs };
    const least = `at least ${leastTrainings(size)} trainings for ${size.tasks} tasks`;
    throw new InvalidOptionError('recommend', 'trials', least, budget.trials);
  }
  const secondsOf = (each: number): number => (rate ? rate.overhead + each * rate.perEpoch : 0);
  const parallel = 1 + sideBySideShare * ((rate?.jobs ?? 1) - 1);
  const trainings = (each: number): number => (plannedShare * budget.seconds * parallel) / secondsOf(each);
  const choices = [1, 2, 4, 10].map((part) => Math.max(Math.min(epochs, leastEpochs), Math.round(epochs / part)));
  const sizings = choices.flatMap((each): readonly Sizing[] => {
    const effort = effortFor(trainings(each), size);
    return effort ? [{ effort, epochs: each }] : [];
  });
  const found = sizings.find(({ effort }) => effort.seeds >= 5) ?? sizings[0];
  if (found) return found;
  const needed = (leastTrainings(size) * secondsOf(choices.at(-1) ?? epochs)) / (plannedShare * parallel);
  throw new InvalidOptionError(
    'recommend',
    'budget',
    `at least ${Math.ceil(needed)} seconds for this data`,
    `${budget.seconds} s`,
  );
}

/** A clock that counts what a recommendation took, also before it was stopped and went on. */
export interface Stopwatch {
  /** Seconds until now. */
  spent(): number;
}

/**
 * Starts to count.
 *
 * @param before - Seconds that earlier commands took.
 * @param now - The time in milliseconds.
 */
export function stopwatch(before: number, now: () => number): Stopwatch {
  const start = now();
  return { spent: () => before + (now() - start) / 1000 };
}

/**
 * Lets at most so many trainings run at once, and begins none after the time is over.
 *
 * @param execute - Makes a training.
 * @param limits - How many at once, and whether the time is over.
 */
export function limited(
  execute: Executor,
  { jobs, isOver }: { readonly jobs: number; readonly isOver: () => boolean },
): Executor {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (config, onStep) => {
    if (running >= jobs) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      if (isOver()) throw new BudgetSpentError('The time of the recommendation is over.');
      return await execute(config, onStep);
    } catch (error) {
      // What is ended because the time is over fails as if it had not begun.
      throw isOver() ? new BudgetSpentError('The time of the recommendation is over.') : error;
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
