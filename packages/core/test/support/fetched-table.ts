import type { Dataset, DataSource, Split } from '../../src/data/dataset.ts';
import { gatherSplit } from '../../src/data/split-source.ts';

/**
 * A data set whose training examples are fetched.
 *
 * @param dataset - The data set, in memory.
 * @param digest - What tells its source from others.
 */
export function fetchedTable(dataset: Dataset, digest?: DataSource['digest']): Dataset {
  const train = dataset.splits.train as Split;
  const source: DataSource = {
    size: train.size,
    gather: (rows) => Promise.resolve(gatherSplit(train, rows, dataset)),
    ...(digest !== undefined && { digest }),
  };
  return { ...dataset, splits: { ...dataset.splits, train: source } };
}
