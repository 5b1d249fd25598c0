import { type ClassCounts, countsMetric, total } from './class-counts.ts';
import { meanDefined } from './mean-defined.ts';
import { correlation } from './ranges.ts';

/**
 * Matthews' correlation coefficient: the correlation of decisions and truth, from −1 to 1; 0 is no better than chance.
 *
 *     MCC = ( c s − Σ_k p_k t_k ) / √( (s² − Σ_k p_k²) (s² − Σ_k t_k²) )
 *
 * c counts the right decisions of s, p_k how often class k was decided, and t_k how often it is true. As in scikit-learn it is 0 where only
 * one class was decided or is true. For a multilabel task the mean over its labels. NaN without labels.
 *
 * @see J. Gorodkin. Comparing Two K-Category Assignments by a K-Category Correlation Coefficient. Computational Biology and Chemistry 2004.
 *   https://doi.org/10.1016/j.compbiolchem.2004.09.006
 */
export const mcc = countsMetric('mcc', (counts) => meanDefined(counts.map(coefficient)), correlation);

function coefficient({ decided, truth, hits }: ClassCounts): number {
  const count = total(truth);
  if (count === 0) return Number.NaN;
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const [decidedSpread, trueSpread] = [count ** 2 - product(decided, decided), count ** 2 - product(truth, truth)];
  if (decidedSpread === 0 || trueSpread === 0) return 0;
  return (total(hits) * count - product(decided, truth)) / Math.sqrt(decidedSpread * trueSpread);
}
