import { fixed } from '../../terminal/numbers.ts';
import { median } from '../../statistics/summary.ts';
import type { GalleryResult } from '../result-schema.ts';
import type { Claim } from './claim.ts';

/** Some tasks gain at the cost of others. */
export const imbalance: Claim = {
  name: 'imbalance',
  side: 'drawback',
  claim: 'With equal weights some tasks gain at the cost of others.',
  rule: 'Entries in which equal weights clearly help one task and clearly hurt another. Holds: most; depends: some; beside it, how far the best and the worst task are apart, with equal weights and with the chosen weighting.',
  measure(results) {
    const split = results.filter(({ comparison }) => {
      const verdicts = Object.values(comparison.strategies.equal?.tasks ?? {}).map(({ verdict }) => verdict);
      return verdicts.includes('helped') && verdicts.includes('hurt');
    });
    const spread = (arm: (result: GalleryResult) => string): string =>
      fixed(median(results.map((result) => rangeOf(result, arm(result)))), 1);
    return {
      verdict: split.length === 0 ? 'does not hold' : 2 * split.length > results.length ? 'holds' : 'depends',
      figures:
        `${split.length} of ${results.length} entries. The best and the worst task are ${spread(() => 'equal')} points of change apart with equal weights, ` +
        `${spread(({ comparison }) => comparison.chosen)} with the chosen weighting (medians).`,
    };
  },
};

/** How far the changes of the tasks are apart, in points of percent. */
function rangeOf({ comparison }: GalleryResult, arm: string): number {
  const changes = Object.values(comparison.strategies[arm]?.tasks ?? {}).flatMap(({ change }) => change ?? []);
  return Math.max(...changes) - Math.min(...changes);
}
