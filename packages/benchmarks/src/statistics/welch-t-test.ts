import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { type Overlap, varianceFactor } from './overlap.ts';
import type { Interval } from './paired-interval.ts';
import type { TTest } from './paired-t-test.ts';
import { studentTQuantile } from './student-t.ts';
import { summarise } from './summary.ts';
import { studentTTails } from './tails.ts';

/** One of two samples that are compared, and how its values overlap. */
export interface Sample extends Overlap {
  /** The values. */
  readonly values: readonly number[];
}

/** What {@link welchTTest} can be told. */
export interface WelchOptions {
  /**
   * How often its interval holds the true difference.
   *
   * @defaultValue 0.95
   */
  readonly confidence?: number;
}

/** What {@link welchTTest} says. */
export interface WelchTest extends TTest {
  /** The difference of the means with its interval; without ends where a sample has one value. */
  readonly interval: Interval;
}

/**
 * The two-sided t test of two samples that are not paired and may differ in their spread (Welch), each corrected for splits of the same rows as
 * {@link pairedTTest} corrects differences.
 *
 *     t = (ā − b̄) / √(vₐ + v_b)        v = s² · (1/n + n_test/n_train)
 *     degrees of freedom = (vₐ + v_b)² / (vₐ²/(nₐ − 1) + v_b²/(n_b − 1))
 *
 * With ratios of 0 it is Welch's test. Samples without any spread say nothing: p is NaN.
 *
 * @param sample - The values a and their n_test / n_train.
 * @param other - The values b that are subtracted, and theirs.
 * @param options - The confidence.
 * @throws {@link @equipoise/core!InvalidOptionError} when a ratio is below 0 or the confidence is not between 0 and 1,
 *   {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see B. L. Welch. The Generalization of ‘Student’s’ Problem when Several Different Population Variances are Involved. Biometrika 34, 1947.
 *   https://doi.org/10.1093/biomet/34.1-2.28
 */
export function welchTTest(sample: Sample, other: Sample, options: WelchOptions = {}): WelchTest {
  checkKnownOptions<WelchOptions>('welchTTest', options, { confidence: true });
  const { confidence = 0.95 } = options;
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidOptionError('welchTTest', 'confidence', 'between 0 and 1', confidence);
  }
  const [a, b] = [partOf(sample), partOf(other)];
  const mean = a.mean - b.mean;
  const variance = a.variance + b.variance;
  const degreesOfFreedom = variance ** 2 / (a.variance ** 2 / (a.count - 1) + b.variance ** 2 / (b.count - 1));
  if (!(a.count > 1 && b.count > 1)) {
    const interval = { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    return { t: Number.NaN, degreesOfFreedom: Number.NaN, p: Number.NaN, interval };
  }
  if (!(Math.sqrt(variance) > 1e-9 * Math.max(Math.abs(a.mean), Math.abs(b.mean)))) {
    return { t: Number.NaN, degreesOfFreedom: Number.NaN, p: Number.NaN, interval: { mean, low: mean, high: mean } };
  }
  const half = studentTQuantile((1 + confidence) / 2, degreesOfFreedom) * Math.sqrt(variance);
  const t = mean / Math.sqrt(variance);
  return {
    t,
    degreesOfFreedom,
    p: studentTTails(t, degreesOfFreedom),
    interval: { mean, low: mean - half, high: mean + half },
  };
}

function partOf({ values, ...overlap }: Sample): {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
} {
  const { mean, sd } = summarise(values);
  return { mean, variance: sd ** 2 * varianceFactor('welchTTest', values.length, overlap), count: values.length };
}
