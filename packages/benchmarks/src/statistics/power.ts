import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { findRoot } from './find-root.ts';
import { noncentralTCdf } from './noncentral-t.ts';
import { type Overlap, varianceFactor } from './overlap.ts';
import { studentTQuantile } from './student-t.ts';

/** A two-sided paired t test that has not been made yet. */
export interface PlannedTest extends Overlap {
  /** How many pairs, at least 2. */
  readonly pairs: number;
  /**
   * How often it may see a difference where there is none: between 0 and 1.
   *
   * @defaultValue 0.05
   */
  readonly level?: number;
}

/** {@link PlannedTest} with how often it must see what it looks for. */
export interface PlannedPower extends PlannedTest {
  /**
   * How often a difference of that size must be seen: from the level to 1, both excluded.
   *
   * @defaultValue 0.8
   */
  readonly power?: number;
}

/**
 * How often a two-sided paired t test sees a true difference.
 *
 *     P(|T| > t(1 − α/2, n − 1))        T noncentral with n − 1 degrees of freedom and δ = d / √(1/n + n_test/n_train)
 *
 * @param effect - d: the true mean difference in standard deviations of the paired differences.
 * @param test - The test.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see J. Cohen. Statistical Power Analysis for the Behavioral Sciences. 2nd edition, 1988, chapter 2.
 */
export function pairedPower(effect: number, test: PlannedTest): number {
  checkKnownOptions<PlannedTest>('pairedPower', test, { pairs: true, level: true, testRatio: true });
  const { pairs, level } = checked('pairedPower', test);
  const limit = studentTQuantile(1 - level / 2, pairs - 1);
  return powerAt(effect / Math.sqrt(varianceFactor('pairedPower', pairs, test)), {
    degreesOfFreedom: pairs - 1,
    limit,
  });
}

/**
 * The smallest true difference that a two-sided paired t test sees as often as asked, in standard deviations of the paired
 * differences: what "no clear difference" leaves open. With 80 % power at the level of 5 % it is 3.26, 1.68 and 1.00 for 3, 5 and 10 pairs.
 *
 *     d · √(1/n + n_test/n_train)⁻¹ = δ        where the noncentral t test with δ has the power
 *
 * @param test - The test, with its power.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see J. Cohen. Statistical Power Analysis for the Behavioral Sciences. 2nd edition, 1988, chapter 2.
 */
export function smallestVisibleEffect(test: PlannedPower): number {
  const owner = 'smallestVisibleEffect';
  checkKnownOptions<PlannedPower>(owner, test, { pairs: true, level: true, power: true, testRatio: true });
  const { pairs, level } = checked(owner, test);
  const { power = 0.8 } = test;
  if (!(power > level && power < 1)) {
    throw new InvalidOptionError(owner, 'power', `above the level ${level} and below 1`, power);
  }
  return noncentralityFor({ pairs, level, power }) * Math.sqrt(varianceFactor(owner, pairs, test));
}

/** The noncentrality of tests that were asked about before: a study asks the same of each of its arms. */
const known = new Map<string, number>();

function noncentralityFor({ pairs, level, power }: Required<Omit<PlannedPower, 'testRatio'>>): number {
  const key = `${pairs} ${level} ${power}`;
  const place = { degreesOfFreedom: pairs - 1, limit: studentTQuantile(1 - level / 2, pairs - 1) };
  const found = known.get(key) ?? findRoot((delta) => powerAt(delta, place) - power, { low: 0, high: 4 });
  known.set(key, found);
  return found;
}

/** A test's degrees of freedom, and the |t| above which it sees a difference. */
interface Rejection {
  readonly degreesOfFreedom: number;
  readonly limit: number;
}

function powerAt(noncentrality: number, { degreesOfFreedom, limit }: Rejection): number {
  const parameters = { degreesOfFreedom, noncentrality };
  return 1 - noncentralTCdf(limit, parameters) + noncentralTCdf(-limit, parameters);
}

function checked(
  owner: string,
  { pairs, level = 0.05 }: PlannedTest,
): { readonly pairs: number; readonly level: number } {
  if (!(Number.isSafeInteger(pairs) && pairs >= 2)) {
    throw new InvalidOptionError(owner, 'pairs', 'a whole number of at least 2', pairs);
  }
  if (!(level > 0 && level < 1)) throw new InvalidOptionError(owner, 'level', 'between 0 and 1', level);
  return { pairs, level };
}
