import { addTask, DataError, type Dataset, fit, type MultiTaskModel, selectTasks } from '@equipoise/core';
import { strategies } from '@equipoise/weighting';

import { mean } from '../statistics/summary.ts';
import type { TrainingConfig } from '../study/study.ts';
import { fixed } from '../terminal/numbers.ts';
import { partsOf } from '../trials/parts-of.ts';
import { newTaskGain } from './claims/adaptation.ts';
import type { Finding, PrepareOptions } from './entry.ts';
import { changeText, judgeChanges, type PairedValues } from './paired-changes.ts';
import { trainModel, usualModel } from './train-model.ts';

/** A task that comes later than the others. */
export interface NewTask {
  /** A word or two. */
  readonly title: string;
  /** Which model it is added to, and which of its labels there are, in a sentence. */
  readonly what: string;
  /** The name of the task. */
  readonly task: string;
  /** Gives the data of the old tasks and those with the labels of the new one, whose inputs are encoded the same way, for one seed. */
  readonly prepare: (options: PrepareOptions) => Promise<{ readonly before: Dataset; readonly later: Dataset }>;
  /** How every model is trained, the new task too. */
  readonly training: TrainingConfig;
  /** How many seeds, at least 2. */
  readonly seeds: number;
}

/**
 * Adds a task to a model of old tasks whose weights stay as they are, and trains a model of that task alone on the same labels for as many steps: the change of its test metric, with its
 * 95 % interval over the seeds.
 *
 * @param options - The task, the data, and how models are trained.
 */
export async function newTaskLater({ title, what, task, prepare, training, seeds }: NewTask): Promise<Finding> {
  const found: { values: number[]; baseline: number[] } = { values: [], baseline: [] };
  const { size, epochs, batchSize, learningRate } = training;
  const { optimizer, ...parts } = partsOf(training);
  let [metric, higherIsBetter, testRatio] = ['', true, 0];
  for (let seed = 0; seed < seeds; seed += 1) {
    const data = await prepare({ seed, ...(size !== undefined && { size }) });
    const dataset = selectTasks(data.later, [task]);
    const [first] = dataset.tasks[0]?.kind.metrics ?? [];
    if (!first) throw new DataError(`${dataset.name}: the task ${task} must have a metric, has none.`);
    [metric, higherIsBetter] = [first.name, first.mode === 'max'];
    testRatio = (dataset.splits.test?.size ?? 0) / dataset.splits.train.size;
    const names = data.before.tasks.map(({ name }) => name);
    const how = { dataset, balancer: strategies.equal(), optimizer, epochs, batchSize, learningRate, seed };
    const measured = async (trained: Promise<{ readonly model: MultiTaskModel }>): Promise<number> => {
      const { model } = await trained;
      try {
        return (await model.evaluate(dataset.splits.test)).metrics[task]?.[first.name] ?? Number.NaN;
      } finally {
        await model.dispose();
      }
    };
    const old = await trainModel({ ...training, ...usualModel, tasks: names, seed }, data.before);
    try {
      found.values.push(await measured(addTask(old, { how: 'frozen', ...how })));
      found.baseline.push(await measured(fit({ ...parts, ...how })));
    } finally {
      await old.dispose();
    }
  }
  const questions: readonly PairedValues[] = [{ name: task, higherIsBetter, ...found }];
  const [judged] = judgeChanges(questions, testRatio);
  const [low, high] = [judged?.correctedInterval.low, judged?.correctedInterval.high];
  return {
    title,
    text:
      `${what} On the test split: ${task} ${metric} ${fixed(mean(found.values), 3)} when added to the old model, whose weights stay as they are, ` +
      `${fixed(mean(found.baseline), 3)} for a model that begins from nothing with the same labels and steps (${changeText(judged)}). ${seeds} seeds.`,
    values: {
      later: mean(found.values),
      alone: mean(found.baseline),
      [newTaskGain]: judged?.estimate ?? Number.NaN,
      low: low ?? Number.NaN,
      high: high ?? Number.NaN,
    },
  };
}
