import { mlp } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { gainBySeed } from '../study/gains.ts';
import { overlapOf } from '../study/overlap-of.ts';
import type { StudyReport } from '../study/study-report.ts';
import type { Figure } from './figure.ts';
import { planned } from './plan.ts';
import type { Findings, Reproduction, ReproductionContext } from './reproduction.ts';
import { seedFigure } from './seed-figure.ts';

const sets = ['penguins'];
const others = ['uncertainty', 'pcgrad', 'cagrad', 'imtl-g', 'nash-mtl'];

/** The sum of the losses against special optimizers, all tuned alike. */
export const scalarisationIsOnPar: Reproduction = {
  name: 'scalarisation-is-on-par',
  title: 'The sum of the losses, on par with tuned special optimizers',
  paper: {
    claim:
      'With tuned training and regularisation no special multi-task optimizer is better than minimising the sum of the losses: differences are not significant, or the sum is ahead.',
    sources: [
      {
        text: 'V. Kurin et al. In Defense of the Unitary Scalarization for Deep Multi-Task Learning. NeurIPS 2022, section 4',
        url: 'https://arxiv.org/abs/2201.04122',
      },
      {
        text: 'D. Xin et al. Do Current Multi-Task Optimization Methods in Deep Learning Even Help? NeurIPS 2022',
        url: 'https://arxiv.org/abs/2209.11379',
      },
      {
        text: 'A. Royer, T. Blankevoort, B. Bejnordi. Scalarization for Multi-Task and Multi-Domain Learning at Scale. NeurIPS 2023',
        url: 'https://arxiv.org/abs/2310.08910',
      },
    ],
  },
  minutes: 1,
  seeds: 4,
  run: async (context) => await findings(context),
};

async function findings({ seeds, compare }: ReproductionContext): Promise<Findings> {
  const training = { encoder: mlp({ hidden: [32, 32] }).config, epochs: 40, batchSize: 32, learningRate: 0.003 };
  const trials = 3;
  const studies = await Promise.all(
    sets.map((dataset) =>
      planned({
        dataset,
        arms: ['equal', ...others],
        seeds,
        training,
        tuning: {
          search: { kind: 'search', name: 'sobol', options: {} },
          trials,
          training: { learningRate: [0.001, 0.01] },
          encoder: { dropout: [0, 0.4] },
        },
      }),
    ),
  );
  const reports = await compare(studies);
  return {
    settings: [
      `${sets.join(', ')}: an embedded set of 333 rows with ${studies.map(({ tasks }) => tasks.length).join(', ')} tasks.`,
      `Two hidden layers of 32 units, Adam, ${training.epochs} epochs of batches of ${training.batchSize}, the weights of the best epoch.`,
      `Each strategy, with each seed, has ${trials} trials of learning rate (0.001 to 0.01) and dropout (0 to 0.4); the best on validation is tested.`,
      `${seeds} seeds, each of which splits the rows anew; intervals are corrected for that, and are of each strategy by itself.`,
      'The figure is Δ per task (relative gain over tuned single-task models, in percent) of a strategy minus that of the sum of the losses.',
    ],
    departures: [
      'The papers have vision, language, reinforcement learning: here is one small table, and three trials of a search instead of a grid.',
      'The claim is “not better”: a figure is inside where the interval does not lie above 0.',
    ],
    figures: reports.flatMap((report) => figuresOf(report)),
  };
}

function figuresOf({ results }: StudyReport): readonly Figure[] {
  const sum = gainBySeed(results, 'equal');
  return others.map((strategy) => {
    const values = gainBySeed(results, strategy).map((gain, seed) => gain - (sum[seed] ?? Number.NaN));
    return seedFigure({
      table: `Δ per task above that of the sum of the losses: ${results.study.dataset}`,
      name: strategy,
      unit: '%',
      decimals: 1,
      // Whatever reaches 0 or lies below is what the papers say.
      published: { text: 'not above 0', low: -1000, high: 0 },
      values,
      overlap: overlapOf(results),
      because: `it is better here by ${mean(values).toFixed(1)} %: ${values.map((value) => value.toFixed(1)).join(', ')} % seed by seed`,
    });
  });
}
