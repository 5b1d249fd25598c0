import { type Balancer, fit, type Labels, type Split, type StepStats } from '@equipoise/core';

import { classBalance, type LoadedDataset } from '../../src/index.ts';
import { at, scaleOf, valuesOf } from './known.ts';
import { meanOf as mean } from './moments.ts';

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
  return mean(labelsIn(dataset, task));
}

/** Every task counts the same. */
const equal: Balancer<null, StepStats> = {
  name: 'equal',
  needs: 'nothing',
  init: () => null,
  weigh: ({ tasks = [] }) => ({ weights: tasks.map(() => 1), state: null }),
};

/** The first rows of a split. */
function beginning(split: Split, rows: number): Split {
  if (split.size <= rows) return split;
  const first = <List extends Float32Array | Int32Array | Uint8Array>(list: List): List =>
    list.subarray(0, (list.length / split.size) * rows) as List;
  const inputs = Object.entries(split.inputs).map(([name, values]) => [name, first(values)] as const);
  const labels = Object.entries(split.labels).map(([task, { values, mask }]): [string, Labels] => [
    task,
    { values: first(values), ...(mask && { mask: first(mask) }) },
  ]);
  return { size: rows, inputs: Object.fromEntries(inputs), labels: Object.fromEntries(labels) };
}

/** The sum of all tasks' training losses, in the first and in the last epoch of a short training on some of the rows. */
export async function losses(
  { splits, ...dataset }: LoadedDataset,
  { epochs = 2, rows = 2000 }: { epochs?: number; rows?: number } = {},
): Promise<{ first: number; last: number }> {
  const train = beginning(splits.train, rows);
  const { model, history } = await fit({
    dataset: { ...dataset, splits: { train, validation: beginning(splits.validation, rows) } },
    balancer: equal,
    epochs,
    batchSize: Math.min(64, train.size),
    learningRate: 0.003,
  });
  await model.dispose();
  const of = (epoch: number): number => at(history.epochs, epoch).trainLosses.reduce((sum, loss) => sum + loss, 0);
  return { first: of(0), last: of(epochs - 1) };
}
