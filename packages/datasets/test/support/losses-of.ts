import { type Balancer, type Dataset, type Encoder, fit, type StepStats } from '@equipoise/core';

/** Weighs all tasks the same. */
export const equal: Balancer<null, StepStats> = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/**
 * Trains a model for some epochs, and gives the mean loss of each task in the first and the last epoch.
 *
 * @param dataset - The data set.
 * @param encoder - A small one.
 * @param epochs - How many.
 */
export async function lossesOf(
  dataset: Dataset,
  encoder?: Encoder,
  epochs = 2,
): Promise<Readonly<Record<string, { first: number; last: number }>>> {
  const { model, history } = await fit({
    dataset,
    epochs,
    batchSize: Math.min(32, dataset.splits.train.size),
    learningRate: 0.003,
    ...(encoder && { encoder }),
    balancer: equal,
  });
  await model.dispose();
  const losses = (epoch: number, task: number): number => history.epochs.at(epoch)?.trainLosses[task] ?? Number.NaN;
  return Object.fromEntries(
    dataset.tasks.map(({ name }, task) => [name, { first: losses(0, task), last: losses(-1, task) }]),
  );
}
