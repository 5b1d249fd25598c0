import { checkKnownOptions, InvalidOptionError, random } from '@equipoise/core';

import { normalCdf, normalQuantile } from './normal.ts';
import { hasWidth, type Interval, pairedInterval } from './paired-interval.ts';
import { quantileOf } from './quantile.ts';
import { mean } from './summary.ts';

/** How {@link bootstrapInterval} draws. */
export interface BootstrapOptions {
  /**
   * How often such an interval holds the true value: between 0 and 1.
   *
   * @defaultValue 0.95
   */
  readonly confidence?: number;
  /**
   * How many times the pairs are drawn anew: at least 100.
   *
   * @defaultValue 9999
   */
  readonly resamples?: number;
  /**
   * The seed of the draws, a whole number.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * What is estimated of the differences.
   *
   * @defaultValue their mean
   */
  readonly statistic?: (differences: readonly number[]) => number;
}

/**
 * The bias-corrected and accelerated (BCa) bootstrap interval of the mean, or of another statistic, of paired differences. Pairs are
 * drawn with replacement, so both arms of a pair stay together. It asks for no normal distribution, but for some
 * number of independent pairs: with fewer than about ten it is too narrow, and {@link correctedInterval} is the one to judge by.
 *
 *     αₗ, αₕ = Φ( z₀ + (z₀ ± z) / (1 − a (z₀ ± z)) )        z = Φ⁻¹(½ + ½c)
 *
 * The ends are these quantiles of the statistic over the draws; z₀ is Φ⁻¹ of the share of draws below the estimate (those equal to it count
 * half) and a the acceleration, Σ(θ̄ − θ₍ᵢ₎)³ / 6 (Σ(θ̄ − θ₍ᵢ₎)²)^(3/2) over the statistics θ₍ᵢ₎ without pair i.
 *
 * @param differences - One for each pair.
 * @param options - The confidence, the draws, the statistic.
 * @returns The statistic with its interval: `mean` is the statistic, whichever it is. Without ends where the pairs show no spread.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see B. Efron. Better Bootstrap Confidence Intervals. Journal of the American Statistical Association 82, 1987.
 *   https://doi.org/10.2307/2289144
 */
export function bootstrapInterval(differences: readonly number[], options: BootstrapOptions = {}): Interval {
  const { confidence = 0.95, resamples = 9999, seed = 0, statistic = mean } = options;
  const owner = 'bootstrapInterval';
  checkKnownOptions<BootstrapOptions>(owner, options, {
    confidence: true,
    resamples: true,
    seed: true,
    statistic: true,
  });
  if (!(confidence > 0 && confidence < 1)) {
    throw new InvalidOptionError(owner, 'confidence', 'between 0 and 1', confidence);
  }
  if (!(Number.isSafeInteger(resamples) && resamples >= 100)) {
    throw new InvalidOptionError(owner, 'resamples', 'a whole number of at least 100', resamples);
  }
  const estimate = statistic(differences);
  if (!hasWidth(pairedInterval(differences))) {
    return { mean: estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  }
  const draws = random(seed);
  const count = differences.length;
  const replicates = Float64Array.from({ length: resamples }, () =>
    statistic(Array.from(differences, () => differences[draws.integer(count)] ?? Number.NaN)),
  );
  const withoutOne = differences.map((_, left) => statistic(differences.filter((_, index) => index !== left)));
  return bcaInterval({ estimate, replicates, withoutOne, confidence });
}

/** What a BCa interval is made of. */
export interface BcaParts {
  /** The statistic of the data. */
  readonly estimate: number;
  /** The statistic of each draw. */
  readonly replicates: Float64Array;
  /** The statistic without each pair. */
  readonly withoutOne: readonly number[];
  /** Between 0 and 1. */
  readonly confidence: number;
}

/**
 * The BCa interval from the statistics of draws that were made before.
 *
 * @param parts - The statistics, and the confidence.
 */
export function bcaInterval({ estimate, replicates, withoutOne, confidence }: BcaParts): Interval {
  const sorted = replicates.toSorted();
  const below = sorted.filter((value) => value < estimate).length;
  const equal = sorted.filter((value) => value === estimate).length;
  const bias = normalQuantile((below + equal / 2) / sorted.length);
  const centre = mean(withoutOne);
  const moment = (power: number): number => withoutOne.reduce((sum, value) => sum + (centre - value) ** power, 0);
  const acceleration = moment(3) / (6 * moment(2) ** 1.5);
  const end = (z: number): number => quantileOf(sorted, normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z))));
  const z = normalQuantile((1 + confidence) / 2);
  return { mean: estimate, low: end(-z), high: end(z) };
}
