import { studentTQuantile } from './student-t.ts';
import { summarise } from './summary.ts';

/** A mean with the interval that it is known to. */
export interface Interval {
  /** The mean itself. */
  readonly mean: number;
  /** The lower end; −∞ when one value says nothing of the spread. */
  readonly low: number;
  /** The upper end; +∞ when one value says nothing of the spread. */
  readonly high: number;
}

/**
 * A Student-t confidence interval for the mean of paired differences, such as the change of a metric against the baseline
 * with the same seed.
 *
 *     d̄ ± t(½ + ½c, n − 1) · s / √n
 *
 * d̄ and s are the mean and the standard deviation of the n differences and c the confidence. It stands on differences
 * that are about normal. With a few seeds it is wide, as it must be.
 *
 * @param differences - One for each pair.
 * @param confidence - How often such an interval holds the true mean.
 */
export function pairedInterval(differences: readonly number[], confidence = 0.95): Interval {
  const { mean, sd } = summarise(differences);
  if (differences.length < 2) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const half = (studentTQuantile((1 + confidence) / 2, differences.length - 1) * sd) / Math.sqrt(differences.length);
  return { mean, low: mean - half, high: mean + half };
}

/** What an interval of changes says: better, worse, or not known. */
export type Verdict = 'helped' | 'hurt' | 'unclear';

/**
 * Reads an interval of changes in which positive is better: it must lie on one side of 0 to say anything. An interval
 * without a width says nothing either: a few seeds that happen to agree, as accuracies on a small test split do, have shown
 * no spread to judge by.
 *
 * @param interval - The interval.
 */
export function verdict(interval: Interval): Verdict {
  if (!hasWidth(interval)) return 'unclear';
  if (interval.low > 0) return 'helped';
  return interval.high < 0 ? 'hurt' : 'unclear';
}

/**
 * Whether an interval has ends, and they lie apart by more than rounding.
 *
 * @param interval - The interval.
 */
export function hasWidth({ mean, low, high }: Interval): boolean {
  return Number.isFinite(low) && high - low > 1e-9 * Math.max(1, Math.abs(mean));
}
