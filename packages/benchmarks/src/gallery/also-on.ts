import { type Dataset, selectTasks, type Task } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { fixed } from '../terminal/numbers.ts';
import type { TrainingConfig } from '../study/study.ts';
import type { Finding, PrepareOptions } from './entry.ts';
import { changeText, judgeChanges } from './paired-changes.ts';
import { type ModelConfig, trainModel, usualModel } from './train-model.ts';

/** A second set of data on which one model is measured beside a model for each task. */
export interface AlsoOn {
  /** A word or two. */
  readonly title: string;
  /** What is measured, in a sentence. */
  readonly what: string;
  /** Gives its data, for one seed. */
  readonly prepare: (options: PrepareOptions) => Promise<Dataset>;
  /** How every model is trained. */
  readonly training: TrainingConfig;
  /** How many seeds, at least 2. */
  readonly seeds: number;
}

/**
 * Measures one model with equal weights beside a model for each task on other data than those of an entry: test metrics of the last epoch, and the
 * change of each task's main metric with its 95 % interval over the seeds, corrected by Holm over the tasks.
 *
 * @param options - The data, and how models are trained.
 */
export async function alsoOn({ title, what, prepare, training, seeds }: AlsoOn): Promise<Finding> {
  const [together, alone]: [Metrics[], Metrics[]] = [[], []];
  let [tasks, testRatio]: [readonly Task[], number] = [[], 0];
  const { size } = training;
  for (let seed = 0; seed < seeds; seed += 1) {
    const dataset = await prepare({ seed, ...(size !== undefined && { size }) });
    ({ tasks } = dataset);
    testRatio = (dataset.splits.test?.size ?? 0) / dataset.splits.train.size;
    const names = tasks.map(({ name }) => name);
    together.push(await testMetrics(dataset, { ...training, ...usualModel, tasks: names, seed }));
    const each: Metrics[] = [];
    for (const name of names)
      each.push(await testMetrics(dataset, { ...training, ...usualModel, tasks: [name], seed }));
    alone.push(Object.assign({}, ...each) as Metrics);
  }
  const questions = tasks.map(({ name, kind: { metrics } }) => {
    const [{ name: metric, mode } = { name: '', mode: 'max' }] = metrics;
    const of = (found: readonly Metrics[]): number[] => found.map((own) => own[name]?.[metric] ?? Number.NaN);
    return { name, metric, values: of(together), baseline: of(alone), higherIsBetter: mode === 'max' };
  });
  const judged = judgeChanges(questions, testRatio);
  const sentences = questions.map(
    ({ name, metric, values, baseline }, index) =>
      `${name}: ${metric} ${fixed(mean(values), 3)} together, ${fixed(mean(baseline), 3)} alone (${changeText(judged[index])}).`,
  );
  return {
    title,
    text: `${what} ${sentences.join(' ')} Positive changes are better; ${seeds} seeds, equal weights.`,
    values: Object.fromEntries(
      questions.flatMap(({ name, values, baseline }, index) => [
        [`${name} together`, mean(values)],
        [`${name} alone`, mean(baseline)],
        [`${name} change`, judged[index]?.estimate ?? Number.NaN],
        [`${name} low`, judged[index]?.correctedInterval.low ?? Number.NaN],
        [`${name} high`, judged[index]?.correctedInterval.high ?? Number.NaN],
      ]),
    ),
  };
}

type Metrics = Readonly<Record<string, Readonly<Record<string, number>>>>;

async function testMetrics(dataset: Dataset, config: ModelConfig): Promise<Metrics> {
  const model = await trainModel(config, dataset);
  try {
    return (await model.evaluate(selectTasks(dataset, config.tasks).splits.test)).metrics;
  } finally {
    await model.dispose();
  }
}
