import { configOf } from '../options/config.ts';
import { choice } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { byGroup, type RankedGroup } from './by-group.ts';
import type { Metric } from './metric.ts';
import { share } from './ranges.ts';
import { topOption } from './top-option.ts';

/** Options of {@link ndcg}. */
export const ndcgOptions = optionsSchema('ndcg', {
  k: topOption,
  gain: choice(['linear', 'exponential'], {
    default: 'linear',
    meaning: 'what a relevance y is worth: y, or 2^y − 1',
  }),
});

/**
 * The normalised discounted cumulative gain of the first k of each group: 1 where the most relevant have the greatest scores. The mean over groups of
 *
 *     NDCG@k = Σ_{r ≤ k} g(y_(r)) / log₂(r + 1)  /  the same in the best order
 *
 * y_(r) is the relevance of the example at rank r of its group. Examples with equal scores share their ranks: each gets their mean discount. scikit-learn's
 * `ndcg_score` of each group; one without a relevant example is left out, where scikit-learn counts 0. NaN when there is no other.
 *
 * @param options - How many count, and what a relevance is worth.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see K. Järvelin, J. Kekäläinen. Cumulated gain-based evaluation of IR techniques. ACM TOIS 2002. https://doi.org/10.1145/582415.582418;
 *   F. McSherry, M. Najork. Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores. ECIR 2008.
 *   https://doi.org/10.1007/978-3-540-78646-7_38
 */
export function ndcg(options: OptionsOf<typeof ndcgOptions> = {}): Metric {
  const name = ndcgOptions.owner;
  const complete = ndcgOptions.read(options);
  const { k, gain } = complete;
  const worth = (relevance: number): number => (gain === 'linear' ? relevance : 2 ** relevance - 1);
  const cumulated = (group: RankedGroup): number =>
    group.reduce((sum, { start, relevances: { length }, relevances }) => {
      const total = relevances.reduce((all, relevance) => all + worth(relevance), 0);
      let discounts = 0;
      for (let rank = start + 1; rank <= Math.min(start + length, k); rank += 1) discounts += 1 / Math.log2(rank + 1);
      return sum + (total / length) * discounts;
    }, 0);
  return {
    name,
    mode: 'max',
    range: share,
    config: configOf('metric', name, complete),
    create: (kind) =>
      byGroup(name, kind, (group) => {
        const best = cumulated(inBestOrder(group));
        return best > 0 ? cumulated(group) / best : undefined;
      }),
  };
}

function inBestOrder(group: RankedGroup): RankedGroup {
  const relevances = Float64Array.from(group.flatMap((tied) => [...tied.relevances])).sort();
  return Array.from(relevances.reverse(), (relevance, start) => ({ start, relevances: Float64Array.of(relevance) }));
}
