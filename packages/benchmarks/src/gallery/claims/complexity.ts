import { fixed } from '../../terminal/numbers.ts';
import { median } from '../../statistics/summary.ts';
import type { Claim } from './claim.ts';
import { countsText, countVerdicts } from './counts.ts';

/** Balancing is more work than it is worth. */
export const complexity: Claim = {
  name: 'over-complexity',
  side: 'drawback',
  claim: 'Balancing the tasks is more work than it is worth: equal weights do as well.',
  rule: 'Entries in which the weighting that won on validation is clearly better than equal weights on the test split. Holds: none; depends: some; does not hold: most.',
  measure(results) {
    const against = results.flatMap(({ comparison }) => comparison.strategies[comparison.chosen]?.againstEqual ?? []);
    const counts = countVerdicts(against.map(({ verdict }) => verdict));
    const others = results.flatMap(({ comparison: { strategies } }) => {
      const equal = strategies.equal?.cost.msPerStep ?? Number.NaN;
      return Object.entries(strategies).flatMap(([name, { cost }]) =>
        name === 'equal' || cost.msPerStep === null ? [] : [cost.msPerStep / equal],
      );
    });
    const plain = results.length - against.length;
    return {
      verdict: counts.yes === 0 ? 'holds' : 2 * counts.yes > results.length ? 'does not hold' : 'depends',
      figures: `Another weighting won in ${against.length} entries: ${countsText(counts, ['clearly better', 'clearly worse'])}; equal weights won in ${plain}. A step of the other weightings takes ${fixed(median(others), 1)} times as long (median).`,
    };
  },
};
