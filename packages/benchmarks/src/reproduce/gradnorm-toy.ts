import { mlp } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { spearmanCorrelation } from '../statistics/spearman.ts';
import { type StudyResults, testMetric } from '../study/study-results.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { type Figure, publishedSide } from './figure.ts';
import { armOf, planned } from './plan.ts';
import type { Findings, Reproduction, ReproductionContext } from './reproduction.ts';
import { seedFigure } from './seed-figure.ts';

const gradnorm = 'gradnorm(alpha=0.12)';
const counts = [2, 10];

/** The toy example of GradNorm, with 2 and with 10 tasks. */
export const gradnormToy: Reproduction = {
  name: 'gradnorm-toy',
  title: 'GradNorm’s toy example, with 2 and with 10 tasks',
  paper: {
    claim:
      'Regressions of one form at scales from 1 to 100: with equal weights the largest scale decides. GradNorm has a lower task-normalised test loss (the sum of ' +
      'the losses of the tasks, each by its first) than equal weights, and than weighting by uncertainty; its weights fall as scales rise.',
    sources: [
      {
        text: 'Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich. GradNorm. ICML 2018, section 4, figures 2 and 3',
        url: 'https://arxiv.org/abs/1711.02257',
      },
    ],
  },
  minutes: 2,
  seeds: 3,
  run: async (context) => await findings(context),
};

async function findings({ seeds, compare }: ReproductionContext): Promise<Findings> {
  const training = {
    encoder: mlp({ hidden: [100, 100, 100, 100] }).config,
    epochs: 20,
    batchSize: 100,
    learningRate: 0.002,
    gradientScope: 'last-layer' as const,
    size: 3000,
  };
  const studies = await Promise.all(
    counts.map((tasks) =>
      planned({
        dataset: tasks === 2 ? 'gradnorm-toy' : `gradnorm-toy(tasks=${tasks})`,
        arms: ['equal', 'uncertainty', gradnorm],
        seeds,
        training,
      }),
    ),
  );
  const reports = await compare(studies);
  return {
    settings: [
      '4 hidden layers of 100 ReLU units and an affine head for each task, 250 inputs and 100 outputs, α = 0.12: as in the paper.',
      `Adam (${training.learningRate}), ${training.epochs} epochs of batches of ${training.batchSize} over ${training.size} examples; the weights of the best epoch on 1,000 others, tested on 2,000.`,
      `${seeds} seeds, each of which draws the functions, the examples and the first weights; ${counts.join(' and ')} tasks, scales in equal ratios from 1 to 100.`,
      'A loss is taken by that of the best constant prediction: 1 is where training begins.',
    ],
    departures: [
      'The paper gives no numbers, only curves: the claims are directions.',
      'The paper does not say the number of examples, how inputs are drawn, nor the optimizer: here N(0, 1) and the above.',
    ],
    figures: reports.flatMap(({ results }) => figuresOf(results)),
  };
}

function figuresOf(results: StudyResults): readonly Figure[] {
  const { study } = results;
  const losses = (arm: string): readonly number[] => normalisedLoss(results, arm);
  const [equal, uncertain, ours] = [losses('equal'), losses('uncertainty'), losses(gradnorm)];
  const than = (others: readonly number[]): readonly number[] =>
    others.map((other, seed) => 100 * (1 - (ours[seed] ?? Number.NaN) / other));
  const table = `task-normalised test loss, ${study.tasks.length} tasks`;
  const level = (values: readonly number[]): string => mean(values).toFixed(3);
  const because = `the mean loss of a task, by that of a constant, is ${level(ours)} with gradnorm, ${level(equal)} with equal weights, ${level(uncertain)} with uncertainty`;
  const trials = results.of(armOf(study, gradnorm));
  return [
    seedFigure({
      table,
      name: 'GradNorm below equal weights by',
      unit: '%',
      decimals: 1,
      published: publishedSide('above 0', 'above'),
      values: than(equal),
      because,
    }),
    seedFigure({
      table,
      name: 'GradNorm below uncertainty by',
      unit: '%',
      decimals: 1,
      published: publishedSide('above 0', 'above'),
      values: than(uncertain),
      because,
    }),
    seedFigure({
      table,
      name: 'GradNorm: rank correlation of scale and weight',
      unit: '',
      decimals: 2,
      published: publishedSide('below 0', 'below'),
      values: trials.map(weightOrder),
      because: 'the weights at the end are not ordered by scale',
    }),
  ];
}

/** The mean over the tasks of the test loss by that of the best constant prediction, seed by seed. */
function normalisedLoss(results: StudyResults, arm: string): readonly number[] {
  const { study } = results;
  const trials = results.of(armOf(study, arm));
  const perTask = study.tasks.map(({ name }) => testMetric(trials, { task: name, metric: 'r2' }));
  return trials.map((_, seed) => mean(perTask.map((r2) => 1 - (r2[seed] ?? Number.NaN))));
}

/** How the weights over the last fifth of a trial are ordered by the scales of the tasks, which rise. */
function weightOrder({ trace }: TrialResult): number {
  const last = trace.points.slice(-Math.ceil(trace.points.length / 5));
  const weights = (last[0]?.weights ?? []).map((_, task) =>
    mean(last.map((point) => point.weights[task] ?? Number.NaN)),
  );
  return spearmanCorrelation(
    weights.map((_, task) => task),
    weights,
  ).rho;
}
