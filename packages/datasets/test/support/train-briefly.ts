import { adam, type Balancer, type Dataset, fit, type StepStats } from '@equipoise/core';

/** All weights 1. */
export const equal: Balancer<null, StepStats> = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/** What came of a short training. */
export interface BriefTraining {
  /** The mean loss of each task over the steps of the first epoch. */
  readonly first: readonly number[];
  /** The same of the last epoch. */
  readonly last: readonly number[];
  /** The metrics of each task on the test split. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What is predicted of rows. */
  readonly predictions: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Trains a small model for some epochs, with the encoder that suits the data set.
 *
 * @param dataset - The data set.
 * @param options - How many epochs and examples in a batch, and rows to predict.
 */
export async function trainBriefly(
  dataset: Dataset,
  { epochs, batchSize, rows = [] }: { epochs: number; batchSize: number; rows?: readonly object[] },
): Promise<BriefTraining> {
  const options = { balancer: equal, optimizer: adam(), epochs, batchSize, learningRate: 0.003, seed: 1 } as const;
  const { model, history } = await fit({ dataset, ...options, engine: 'wasm' });
  const { metrics } = dataset.splits.test ? await model.evaluate(dataset.splits.test) : { metrics: {} };
  const predictions = rows.length > 0 ? await model.predictRows(rows) : [];
  await model.dispose();
  return {
    first: [...(history.epochs[0]?.trainLosses ?? [])],
    last: [...(history.epochs.at(-1)?.trainLosses ?? [])],
    metrics,
    predictions,
  };
}
