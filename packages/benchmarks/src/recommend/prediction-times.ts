import type { MultiTaskModel } from '@equipoise/core';

import { rowsOfZeros } from '../serve/rows-of-zeros.ts';
import { median } from '../statistics/summary.ts';
import { slotsOf } from '../study/slots.ts';
import type { StudyResults } from '../study/study-results.ts';
import { executeTrial, type ExecuteTrialOptions } from '../trials/execute-trial.ts';
import { plain } from './candidates.ts';
import type { Choice } from './decide.ts';

/** The time to predict one row with all models of a way, one after the other, in milliseconds. */
export interface PredictionTimes {
  /** What was chosen. */
  readonly chosen: number;
  /** One model of all tasks. */
  readonly together: number;
  /** A model for each task. */
  readonly separate: number;
}

/** Predictions before the time is taken, and those whose median it is. */
const [warm, counted] = [5, 51];

/**
 * Measures how long predictions take. What a model has learnt does not matter for it, so the models are trained for an epoch.
 *
 * @param results - The last comparison.
 * @param choice - What was chosen.
 * @param load - Gives the data of a training.
 */
export async function predictionTimes(
  { study }: StudyResults,
  choice: Choice,
  load: NonNullable<ExecuteTrialOptions['load']>,
): Promise<PredictionTimes> {
  const names = study.tasks.map(({ name }) => name);
  const slot = slotsOf(study).find(({ of }) => of.kind === 'arm' && of.arm.name === plain.name);
  if (!slot) throw new Error('Plain sharing is in every comparison.');
  const known = new Map<string, Promise<number>>();
  const timeOf = (tasks: readonly string[], architecture = slot.config.architecture): Promise<number> => {
    const key = JSON.stringify([tasks, architecture]);
    const config = { ...slot.config, tasks: [...tasks], architecture, epochs: 1, final: false, looks: undefined };
    const time = known.get(key) ?? timed((onModel) => executeTrial(config, { load, onModel }));
    known.set(key, time);
    return time;
  };
  const sum = async (groups: readonly (readonly string[])[], architecture?: typeof slot.config.architecture) => {
    let total = 0;
    for (const group of groups) total += await timeOf(group, group.length > 1 ? architecture : undefined);
    return total;
  };
  return {
    chosen: await sum(choice.groups, choice.arm?.architecture),
    together: await sum([names]),
    separate: await sum(names.map((name) => [name])),
  };
}

async function timed(train: (onModel: (model: MultiTaskModel) => Promise<void>) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  await train(async (model) => {
    const row = rowsOfZeros(model, 1);
    for (let count = -warm; count < counted; count += 1) {
      const start = performance.now();
      await model.predict(row);
      if (count >= 0) times.push(performance.now() - start);
    }
  });
  return median(times);
}
