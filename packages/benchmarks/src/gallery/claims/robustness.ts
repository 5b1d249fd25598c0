import { fixed } from '../../terminal/numbers.ts';
import { median } from '../../statistics/summary.ts';
import type { Claim } from './claim.ts';

/** The share of tasks above which a coin would rarely come: one-sided, 1 in 20. */
const limit = 0.05;

/** One model depends less on chance. */
export const robustness: Claim = {
  name: 'robustness',
  side: 'advantage',
  claim: 'One model depends less on chance: its results vary less from seed to seed.',
  rule: 'Tasks whose test metric has a smaller standard deviation over the seeds with the chosen weighting than alone. Holds: more than a fair coin would give in 19 of 20 cases; does not hold: fewer.',
  measure(results) {
    const ratios = results.flatMap(({ comparison: { baseline, strategies, chosen } }) =>
      Object.entries(strategies[chosen]?.tasks ?? {}).flatMap(([task, { sd }]) => {
        const alone = baseline[task]?.sd;
        return typeof sd === 'number' && typeof alone === 'number' && alone > 0 ? [sd / alone] : [];
      }),
    );
    const less = ratios.filter((ratio) => ratio < 1).length;
    const verdict =
      ratios.length === 0
        ? 'not measured'
        : atLeast(less, ratios.length) < limit
          ? 'holds'
          : atLeast(ratios.length - less, ratios.length) < limit
            ? 'does not hold'
            : 'depends';
    return {
      verdict,
      figures: `${less} of ${ratios.length} tasks vary less; the median ratio of the standard deviations is ${fixed(median(ratios), 2)}.`,
    };
  },
};

/** The chance of at least so many heads of a fair coin. */
function atLeast(heads: number, throws: number): number {
  let [sum, term] = [0, 0.5 ** throws]; // The chance of `count` heads.
  for (let count = 0; count <= throws; count += 1) {
    if (count >= heads) sum += term;
    term *= (throws - count) / (count + 1);
  }
  return sum;
}
