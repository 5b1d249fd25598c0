import { cast, equal, greater, mul, reshape, sub, type Tensor, type Tensor2D, transpose } from '@tensorflow/tfjs-core';

import { labelColumn, requireLabelColumns } from './label-columns.ts';

/** What the pairs of a batch of ranked examples are. */
export interface RankedPairs {
  /** Score of the row less that of the column: examples × examples. */
  readonly ahead: Tensor;
  /** 1 where both are of one group and the row is more relevant, else 0: examples × examples. */
  readonly better: Tensor;
}

/**
 * The pairs of examples of one group of which the first is more relevant. An example without a label (group 0, relevance 0) is in none.
 *
 * @param owner - The loss, for errors.
 * @param outputs - Scores: examples × 1.
 * @param labels - Relevance and group: examples × 2.
 * @throws {@link ShapeError} when the labels are not two for each example.
 */
export function rankedPairs(owner: string, outputs: Tensor, labels: Tensor): RankedPairs {
  const size = (outputs as Tensor2D).shape[0];
  requireLabelColumns(owner, size, 2, labels);
  const scores = reshape(outputs, [size, 1]);
  return { ahead: sub(scores, transpose(scores)), better: betterPairs(labels) };
}

/**
 * 1 where two examples are of one group and the first, of the row, is more relevant.
 *
 * @param labels - Relevance and group: examples × 2.
 */
export function betterPairs(labels: Tensor): Tensor {
  const [relevance, group] = [labelColumn(labels, 0), labelColumn(labels, 1)];
  const same = cast(equal(group, transpose(group)), 'float32');
  return mul(mul(same, cast(greater(relevance, transpose(relevance)), 'float32')), cast(greater(group, 0), 'float32'));
}
