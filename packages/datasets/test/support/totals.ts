import { type Balancer, fit, type StepStats } from '@equipoise/core';

import { classBalance, type LoadedDataset } from '../../src/index.ts';
import { at, scaleOf, valuesOf } from './known.ts';

const splitNames = ['train', 'validation', 'test'] as const;

/** The examples of a data set by its splits. */
export function sizesOf({ splits }: LoadedDataset): readonly number[] {
  return splitNames.map((name) => splits[name].size);
}

/** How many examples there are in all splits. */
export function examplesOf(dataset: LoadedDataset): number {
  return sizesOf(dataset).reduce((sum, size) => sum + size, 0);
}

/** How often each class of each task is there in all splits; tasks that predict numbers are left out. */
export function classTotals(dataset: LoadedDataset): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const totals = classBalance(dataset).flatMap(({ task, splits }) => {
    const names = Object.keys(splits.train.classes ?? {});
    const count = (name: string): number =>
      splitNames.reduce((sum, split) => sum + (splits[split]?.classes?.[name] ?? 0), 0);
    return names.length === 0 ? [] : [[task, Object.fromEntries(names.map((name) => [name, count(name)]))] as const];
  });
  return Object.fromEntries(totals);
}

/** The labels of a task that predicts a number, in its own unit, of all splits. */
export function labelsIn(dataset: LoadedDataset, task: string): readonly number[] {
  const { mean, deviation } = scaleOf(dataset, task);
  return splitNames.flatMap((name) => {
    const { mask } = dataset.splits[name].labels[task] ?? {};
    const values = Array.from(valuesOf(dataset.splits[name], task), (value) => value * deviation + mean);
    return mask ? values.filter((_, row) => mask[row] === 1) : values;
  });
}

/** The mean of the labels of a task that predicts a number, in its own unit, over all splits. */
export function meanOf(dataset: LoadedDataset, task: string): number {
  const labels = labelsIn(dataset, task);
  return labels.reduce((sum, label) => sum + label, 0) / labels.length;
}

/** Every task counts the same. */
const equal: Balancer<null, StepStats> = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/** The sum of all tasks' training losses, in the first and in the last epoch of a short training. */
export async function losses(dataset: LoadedDataset, epochs = 2): Promise<{ first: number; last: number }> {
  const { model, history } = await fit({ dataset, balancer: equal, epochs, batchSize: 64, learningRate: 0.003 });
  await model.dispose();
  const of = (epoch: number): number => {
    const { trainLosses } = at(history.epochs, epoch);
    return trainLosses.reduce((sum: number, loss) => sum + loss, 0);
  };
  return { first: of(0), last: of(epochs - 1) };
}
