import { mlp } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { testMetric } from '../study/study-results.ts';
import type { StudyReport } from '../study/study-report.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { type Figure, publishedSide } from './figure.ts';
import { armOf, planned } from './plan.ts';
import type { Findings, Reproduction, ReproductionContext } from './reproduction.ts';
import { seedFigure } from './seed-figure.ts';

const set = 'task-groups(groups=1,tasks=3)';
const usual = 'auto-lambda';
const faster = 'auto-lambda(learningRate=0.003)';
const arms = ['equal', 'uncertainty', usual, faster];
const noiseTasks = 3;

/** Tasks of pure noise beside real ones. */
export const negativeTransfer: Reproduction = {
  name: 'negative-transfer',
  title: 'Negative transfer from tasks of pure noise',
  paper: {
    claim:
      'A task of noise beside real tasks hurts them when all have equal weights. Auto-λ finds a small weight for the noise, and with it the real tasks do better ' +
      'than with equal weights.',
    sources: [
      {
        text: 'S. Liu, S. James, A. Davison, E. Johns. Auto-λ. TMLR 2022, section on noise prediction',
        url: 'https://arxiv.org/abs/2202.03091',
      },
    ],
  },
  minutes: 1,
  seeds: 5,
  run: async (context) => await findings(context),
};

async function findings({ seeds, compare }: ReproductionContext): Promise<Findings> {
  const training = {
    encoder: mlp({ hidden: [16] }).config,
    epochs: 30,
    batchSize: 32,
    learningRate: 0.005,
    size: 600,
  };
  const studies = await Promise.all([
    planned({ dataset: set, arms, seeds, training }),
    planned({ dataset: `with-noise(set=${JSON.stringify(set)},tasks=${noiseTasks})`, arms, seeds, training }),
  ]);
  const [clean, noisy] = await compare(studies);
  if (!clean || !noisy) throw new TypeError('A study is missing.');
  return {
    settings: [
      `Three regressions related by .9 (${set}), without and with ${noiseTasks} more whose labels are noise of variance 1; ${training.size} training examples, 1,000 for validation, 2,000 for testing.`,
      `A hidden layer of 16 units, so that there is not room for all; Adam (${training.learningRate}), ${training.epochs} epochs of batches of ${training.batchSize}, the weights of the best epoch.`,
      `${seeds} seeds, each of which draws functions, examples and first weights.`,
    ],
    departures: [
      'The paper has NYUv2 and CIFAR-100 and draws the weights; here the data are made, and the claims are directions.',
      'Auto-λ has its usual learning rate, which is for tens of thousands of steps, and one of 0.003 for the 540 steps here.',
      'Three tasks of noise instead of one: one alone does too little to be seen with so few seeds.',
    ],
    figures: figuresOf(clean, noisy),
  };
}

function figuresOf(clean: StudyReport, noisy: StudyReport): readonly Figure[] {
  const real = clean.results.study.tasks.map(({ name }) => name);
  const fits = ({ results }: StudyReport, arm: string): readonly number[] => {
    const trials = results.of(armOf(results.study, arm));
    const perTask = real.map((task) => testMetric(trials, { task, metric: 'r2' }));
    return trials.map((_, seed) => mean(perTask.map((r2) => r2[seed] ?? Number.NaN)));
  };
  const minus = (a: readonly number[], b: readonly number[]): readonly number[] =>
    a.map((value, seed) => value - (b[seed] ?? Number.NaN));
  const level = (report: StudyReport, arm: string): string => mean(fits(report, arm)).toFixed(3);
  const levels = arms
    .map((arm) => `${arm} ${level(clean, arm)} without and ${level(noisy, arm)} with noise`)
    .join(', ');
  const shares = (arm: string): readonly number[] =>
    noisy.results.of(armOf(noisy.results.study, arm)).map((trial) => noiseShare(trial, real.length));
  const weights = [usual, faster].map((arm) => `${mean(shares(arm)).toFixed(2)} with ${arm}`).join(' and ');
  const because = `the mean R² of the real tasks is ${levels}; a noise task ends with the weight of a real one times ${weights}`;
  const common = { unit: '', because };
  return [
    seedFigure({
      ...common,
      table: 'R² that the real tasks lose by the noise',
      name: 'equal',
      decimals: 3,
      published: publishedSide('above 0', 'above'),
      values: minus(fits(clean, 'equal'), fits(noisy, 'equal')),
    }),
    ...[usual, faster].map((arm) =>
      seedFigure({
        ...common,
        table: 'weight of a noise task by that of a real one, at the end, minus 1',
        name: arm,
        decimals: 2,
        published: publishedSide('below 0', 'below'),
        values: shares(arm).map((share) => share - 1),
      }),
    ),
    ...[usual, faster].map((arm) =>
      seedFigure({
        ...common,
        table: 'R² of the real tasks beside noise, above that with equal weights',
        name: arm,
        decimals: 3,
        published: publishedSide('above 0', 'above'),
        values: minus(fits(noisy, arm), fits(noisy, 'equal')),
      }),
    ),
  ];
}

/** The mean weight of the tasks of noise, which come last, by that of the real ones, over the last fifth of a trial. */
function noiseShare({ trace }: TrialResult, real: number): number {
  const last = trace.points.slice(-Math.ceil(trace.points.length / 5));
  const of = (begin: number, end?: number): number => mean(last.map(({ weights }) => mean(weights.slice(begin, end))));
  return of(real) / of(0, real);
}
