import { checkKnownOptions, InvalidOptionError, ShapeError } from '@equipoise/core';

import { holm } from './holm.ts';
import type { Overlap } from './overlap.ts';
import { type Interval, pairedInterval } from './paired-interval.ts';
import { correctedInterval, pairedTTest } from './paired-t-test.ts';
import { smallestVisibleEffect } from './power.ts';
import { mean, summarise } from './summary.ts';

/** One question of a family: is one arm better than another? */
export interface Question {
  /** What is compared, as the answer names it. */
  readonly name: string;
  /** How much better the arm is than the other, pair by pair (seed by seed); positive is better. */
  readonly differences: readonly number[];
}

/** How a family of questions is judged. */
export interface JudgeOptions extends Overlap {
  /**
   * How often the family may hold even one false verdict: between 0 and 1. The intervals have the confidence 1 − level.
   *
   * @defaultValue 0.05
   */
  readonly level?: number;
  /**
   * How often a difference must be seen to count as one that could have been: above the level, below 1.
   *
   * @defaultValue 0.8
   */
  readonly power?: number;
}

/** Whether one arm is better than another, or too little is known. */
export type ArmVerdict = 'better' | 'worse' | 'unclear';

/** The answer to one question of a family. */
export interface Judgement {
  /** What is compared. */
  readonly name: string;
  /** How many pairs. */
  readonly pairs: number;
  /** The mean difference; positive is better. */
  readonly estimate: number;
  /** Student's interval, as if the pairs shared no rows. */
  readonly interval: Interval;
  /** The interval corrected for splits of the same rows: the one to judge by. */
  readonly correctedInterval: Interval;
  /** p of the corrected two-sided t test; NaN where the pairs show no spread. */
  readonly p: number;
  /** p after Holm's adjustment over the family. */
  readonly adjustedP: number;
  /** What `adjustedP` says at the level: the verdict to report. */
  readonly verdict: ArmVerdict;
  /** What `p` says at the level, as if this were the only question. */
  readonly unadjustedVerdict: ArmVerdict;
  /** The smallest true difference that this many pairs with this spread would see as often as asked, were this the only question; NaN without a spread. */
  readonly smallestDifference: number;
  /** The same at level / questions, Holm's first step: seen as often as asked whatever the other answers are. */
  readonly smallestDifferenceInFamily: number;
}

/**
 * Answers a family of questions "is this arm better than that one?" from paired results: with intervals, a p for each question, Holm's
 * adjustment over all of them, and the difference that could have been seen.
 *
 * @param family - Every question that is asked of the same results. Leaving out those that came out dull makes the verdicts false.
 * @param options - n_test / n_train of the splits, the level, the power.
 * @returns The answers, in the order of the questions.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 */
export function judge(family: readonly Question[], options: JudgeOptions = {}): readonly Judgement[] {
  checkKnownOptions<JudgeOptions>('judge', options, { level: true, power: true, testRatio: true });
  const { level = 0.05, power = 0.8, ...overlap } = options;
  if (!(level > 0 && level < 1)) throw new InvalidOptionError('judge', 'level', 'between 0 and 1', level);
  if (!(power > level && power < 1)) {
    throw new InvalidOptionError('judge', 'power', `above the level ${level} and below 1`, power);
  }
  const tests = family.map(({ differences }) => pairedTTest(differences, overlap));
  const adjusted = holm(tests.map(({ p }) => p));
  return family.map(({ name, differences }, index) => {
    const pairs = differences.length;
    const { p } = tests[index] ?? { p: Number.NaN };
    const adjustedP = adjusted[index] ?? Number.NaN;
    const estimate = mean(differences);
    const visible = (atLevel: number): number =>
      Number.isNaN(p)
        ? Number.NaN
        : summarise(differences).sd * smallestVisibleEffect({ pairs, level: atLevel, power, ...overlap });
    return {
      name,
      pairs,
      estimate,
      interval: pairedInterval(differences, 1 - level),
      correctedInterval: correctedInterval(differences, { confidence: 1 - level, ...overlap }),
      p,
      adjustedP,
      verdict: verdictAt(adjustedP, { level, estimate }),
      unadjustedVerdict: verdictAt(p, { level, estimate }),
      smallestDifference: visible(level),
      smallestDifferenceInFamily: visible(level / family.length),
    };
  });
}

/**
 * What a p says at a level.
 *
 * @param p - The p.
 * @param options - The level, and the estimate that has the direction; positive is better.
 */
export function verdictAt(
  p: number,
  { level, estimate }: { readonly level: number; readonly estimate: number },
): ArmVerdict {
  if (!(p < level)) return 'unclear';
  return estimate > 0 ? 'better' : 'worse';
}

/** A metric of two arms, pair by pair. */
export interface PairedArms {
  /** The metric of the arm, one value a pair. */
  readonly values: readonly number[];
  /** The metric of the arm it is compared with, in the same order. */
  readonly baseline: readonly number[];
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
}

/**
 * How much better an arm is than another, pair by pair, in percent of the other's mean; positive is better.
 *
 *     dₛ = 100 · sign · (mₛ − bₛ) / |b̄|
 *
 * @param arms - The values of both.
 * @throws {@link @equipoise/core!ShapeError} when there are not as many values as baselines.
 */
export function pairedChanges({ values, baseline, higherIsBetter }: PairedArms): readonly number[] {
  if (values.length !== baseline.length) {
    throw new ShapeError(
      `pairedChanges: expected ${baseline.length} values, as many as baselines, received ${values.length}.`,
    );
  }
  const scale = (100 * (higherIsBetter ? 1 : -1)) / Math.abs(mean(baseline));
  return values.map((value, pair) => scale * (value - (baseline[pair] ?? Number.NaN)));
}
