import { type RankCorrelation, spearmanCorrelation } from '../statistics/spearman.ts';
import type { TransferMatrix } from './transfer.ts';

/**
 * How well an affinity that was measured cheaply orders the pairs of tasks as their measured transfer does.
 *
 * @param affinity - `affinity[k][j]` is how much task j helps task k, in the order of the matrix's tasks, as of TAG.
 * @param transfer - What tasks do for each other, from {@link pairwiseTransfer} or {@link leaveOneOutTransfer}; its rows are the helpers.
 * @returns Spearman's correlation over all pairs of two tasks that were measured.
 */
export function affinityAgreement(
  affinity: readonly (readonly number[])[],
  { tasks, cells }: TransferMatrix,
): RankCorrelation {
  const pairs = tasks.flatMap((_, from) =>
    tasks.flatMap((__, to) => {
      const estimate = cells[from]?.[to]?.estimate;
      return estimate === undefined ? [] : [{ estimate, affinity: affinity[to]?.[from] ?? Number.NaN }];
    }),
  );
  return spearmanCorrelation(
    pairs.map((pair) => pair.affinity),
    pairs.map((pair) => pair.estimate),
  );
}
