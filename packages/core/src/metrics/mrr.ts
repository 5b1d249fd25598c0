import { byGroup, type Tied } from './by-group.ts';
import { defineMetric } from './define-metric.ts';
import { share } from './ranges.ts';

/**
 * The mean reciprocal rank: the mean over groups of 1 / rank of the first relevant example, that with the greatest score. Relevant is what has a relevance
 * above 0. Among equal scores every order is alike: the reciprocal is the expected one. Groups without a relevant example are left out; NaN when there is no other.
 *
 * @see E. M. Voorhees. The TREC-8 Question Answering Track Report. TREC 1999. https://trec.nist.gov/pubs/trec8/papers/qa_report.pdf
 */
export const mrr = defineMetric('mrr', { mode: 'max', range: share }, (kind) =>
  byGroup('mrr', kind, (group) => {
    const first = group.find(({ relevances }) => relevances.some((relevance) => relevance > 0));
    return first && expectedReciprocal(first);
  }),
);

/** The chance that the first relevant one of a random order is at a place, times the reciprocal of its rank. */
function expectedReciprocal({ start, relevances: { length }, relevances }: Tied): number {
  const relevant = relevances.filter((relevance) => relevance > 0).length;
  let [expected, none] = [0, 1];
  for (let place = 0; place <= length - relevant; place += 1) {
    const hit = relevant / (length - place);
    expected += (none * hit) / (start + place + 1);
    none *= 1 - hit;
  }
  return expected;
}
