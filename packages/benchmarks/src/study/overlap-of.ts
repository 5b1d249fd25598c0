import type { Overlap } from '../statistics/overlap.ts';
import type { StudyResults } from './study-results.ts';

/**
 * How the seeds of a study overlap. Where each seed splits the rows anew, n_test over all the other rows; where all seeds have one test split,
 * nothing: the answer is about that split then.
 *
 * @param results - The results.
 */
export function overlapOf({ all }: StudyResults): Required<Overlap> {
  const splits = new Set(all.map(({ examples }) => examples.testSplit));
  const [first] = all;
  if (!first || splits.size < 2) return { testRatio: 0 };
  const { train, validation, test } = first.examples;
  return { testRatio: test / (train + validation) };
}
