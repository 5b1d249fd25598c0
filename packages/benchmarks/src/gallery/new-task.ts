import { addTask, DataError, type Dataset, fit, type MultiTaskModel, selectTasks } from '@equipoise/core';
import { strategies } from '@equipoise/weighting';

import { relativeChange } from '../measures/measurement.ts';
import { fixed, signed } from '../terminal/numbers.ts';
import { newTaskGain } from './claims/adaptation.ts';
import type { Finding, TrainedEntry } from './entry.ts';
import { partsOf } from '../trials/parts-of.ts';

/** Which task comes later. */
export interface NewTask {
  /** Its name. */
  readonly task: string;
  /** The data with its labels: the inputs are made as those of the model. */
  readonly dataset: Dataset;
  /** How long it is trained. */
  readonly epochs: number;
  /** Which of its labels there are, in words. */
  readonly labels: string;
}

/**
 * Adds a task to the frozen model of an entry, and trains a model of that task alone on the same labels for as many steps.
 *
 * @param trained - The model.
 * @param added - The new task.
 */
export async function newTaskLater({ model, seed, training }: TrainedEntry, added: NewTask): Promise<Finding> {
  const { task, epochs, labels } = added;
  const dataset = selectTasks(added.dataset, [task]);
  const { batchSize, learningRate } = training;
  const how = { dataset, balancer: strategies.equal(), epochs, batchSize, learningRate, seed };
  const { optimizer, ...parts } = partsOf(training);
  const later = await addTask(model, { how: 'frozen', optimizer, ...how });
  const alone = await fit({ ...parts, optimizer, ...how });
  try {
    const [first] = dataset.tasks[0]?.kind.metrics ?? [];
    if (!first) throw new DataError(`${dataset.name}: the task ${task} must have a metric, has none.`);
    const measured = async (of: MultiTaskModel): Promise<number> =>
      (await of.evaluate(dataset.splits.test)).metrics[task]?.[first.name] ?? Number.NaN;
    const [value, baseline] = [await measured(later.model), await measured(alone.model)];
    const gain = relativeChange({ value, baseline, higherIsBetter: first.mode === 'max' });
    return {
      title: 'A new task later',
      text:
        `${task} is added to the trained model, whose weights stay as they are, with ${labels} and ${epochs} epochs: ${first.name} ${fixed(value, 3)} on the test split. ` +
        `A model that begins from nothing with the same labels and steps has ${fixed(baseline, 3)}: ${signed(gain, 1)} %. One seed, so there is no interval.`,
      values: { later: value, alone: baseline, [newTaskGain]: gain },
    };
  } finally {
    await later.model.dispose();
    await alone.model.dispose();
  }
}
