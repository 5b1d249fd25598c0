import { cnn, skipCnn } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { gainBySeed } from '../study/gains.ts';
import { overlapOf } from '../study/overlap-of.ts';
import { testMetric } from '../study/study-results.ts';
import type { StudyReport } from '../study/study-report.ts';
import { type Figure, printed, publishedSide } from './figure.ts';
import { armOf, planned } from './plan.ts';
import type { Findings, Reproduction, ReproductionContext } from './reproduction.ts';
import { seedFigure } from './seed-figure.ts';

const tasks = ['left', 'right'] as const;
const mgda = 'mgda(normalization="loss+")';

/** The accuracies of table 3 in percent, left and right. */
const single = ['97.23', '95.90'] as const;
const published: Readonly<Record<string, readonly [string, string]>> = {
  equal: ['96.46', '94.99'],
  uncertainty: ['96.47', '95.29'],
  gradnorm: ['96.27', '94.84'],
  [mgda]: ['97.26', '95.90'],
};

const special = ['uncertainty', 'imtl-g', 'cagrad', mgda];
const distilled = 'fixed as imtl-g';

/** Two digits in one image: classified, and reconstructed apart. */
export const multimnist: Reproduction = {
  name: 'multimnist',
  title: 'MultiMNIST: two digits in one image',
  paper: {
    claim:
      'Classifying the left and the right digit with one model costs 0.8 to 1 points of accuracy against a model for each, with uniform weights, uncertainty weighting and GradNorm alike; with MGDA it costs ' +
      'nothing (Sener & Koltun). With two further tasks, to reconstruct either digit without the other, special optimizers do as well as uniform weights or better, and so do fixed weights that are the means of theirs (Gama).',
    sources: [
      {
        text: 'O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018, table of MultiMNIST',
        url: 'https://arxiv.org/abs/1810.04650',
      },
      {
        text: 'G. Gama. Uniform Loss vs. Specialized Optimization: A Comparative Analysis in Multi-Task Learning. 2025, MultiMNIST with four tasks',
        url: 'https://arxiv.org/abs/2505.10347',
      },
    ],
  },
  minutes: 10,
  seeds: 5,
  run: async (context) => await findings(context),
};

async function findings({ seeds, compare }: ReproductionContext): Promise<Findings> {
  const two = { epochs: 15, batchSize: 64, learningRate: 0.002, size: 3000 };
  const four = { epochs: 10, batchSize: 32, learningRate: 0.003, size: 1000 };
  const studies = await Promise.all([
    planned({
      dataset: 'multi-mnist',
      arms: Object.keys(published),
      seeds,
      training: { encoder: cnn().config, gradientScope: 'representation', ...two },
    }),
    planned({
      dataset: 'multi-mnist-reconstruction',
      arms: ['equal', ...special, { name: distilled, strategy: 'fixed', weights: { of: 'arm', arm: 'imtl-g' } }],
      seeds,
      training: { encoder: skipCnn({ filters: [8, 16, 16] }).config, ...four },
    }),
  ]);
  const [named, drawn] = await compare(studies);
  if (!named || !drawn) throw new TypeError('A study is missing.');
  return {
    settings: [
      `Two tasks: multi-mnist, LeNet as in the paper, ${two.size} training images, Adam (${two.learningRate}), ${two.epochs} epochs of batches of ${two.batchSize}; gradients of the representation, as MGDA-UB has them.`,
      `Four tasks: multi-mnist-reconstruction, skip connections between 8, 16 and 16 filters, ${four.size} training images, Adam (${four.learningRate}), ${four.epochs} epochs of batches of ${four.batchSize}.`,
      `Both: 1,000 images choose the epoch, 2,000 are tested; ${seeds} seeds, each of which deals and pairs the digits anew; intervals are corrected for that.`,
    ],
    departures: [
      'The papers have the 60,000 digits of MNIST and 100 epochs: here are the 10,000 that come with the package, and a few thousand steps. So levels are lower, and differences are compared.',
      'Sener and Koltun print one number for each model, no interval: theirs is the rounding of two numbers. Their learning rates are searched; ours is one for all.',
      'The second paper shows its results of MultiMNIST in figures only, so that its claims are directions. Its model has a decoder for each reconstructed digit; ours has skip connections, and one dense layer for each pixel.',
    ],
    figures: [...namedFigures(named), ...drawnFigures(drawn), conflictFigure(drawn)],
  };
}

/** Accuracies of one model minus those of a model for each task, in points. */
function namedFigures({ results }: StudyReport): readonly Figure[] {
  return Object.entries(published).flatMap(([strategy, texts]) =>
    tasks.map((task, index) => {
      const [own, alone] = [printed(texts[index] ?? ''), printed(single[index] ?? '')];
      const [difference, half] = [own.value - alone.value, own.half + alone.half];
      const percent = (accuracy: number): number => 100 * accuracy;
      const shared = testMetric(results.of(armOf(results.study, strategy)), { task, metric: 'accuracy' }).map(percent);
      const baseline = testMetric(results.baseline(task), { task, metric: 'accuracy' }).map(percent);
      return seedFigure({
        table: `points of accuracy above a model of ${task} alone`,
        name: strategy,
        unit: '',
        decimals: 2,
        published: {
          text: difference.toFixed(2),
          low: difference - half,
          high: difference + half,
        },
        values: shared.map((value, seed) => value - (baseline[seed] ?? Number.NaN)),
        overlap: overlapOf(results),
        because: `our levels are ${mean(shared).toFixed(1)} % together and ${mean(baseline).toFixed(1)} % alone, theirs ${texts[index]} % and ${single[index]} %`,
      });
    }),
  );
}

/** Δ per task above that of uniform weights: it may reach 0 or lie above. */
function drawnFigures({ results }: StudyReport): readonly Figure[] {
  const uniform = gainBySeed(results, 'equal');
  return [...special, distilled].map((arm) => {
    const values = gainBySeed(results, arm).map((gain, seed) => gain - (uniform[seed] ?? Number.NaN));
    return seedFigure({
      table: 'Δ per task of four tasks, above that of uniform weights',
      name: arm,
      unit: '%',
      decimals: 1,
      published: { text: 'not below 0', low: 0, high: 1000 },
      values,
      overlap: overlapOf(results),
      because: `it is worse here: ${values.map((value) => value.toFixed(1)).join(', ')} % seed by seed, where uniform weights have ${mean(uniform).toFixed(1)} %`,
    });
  });
}

/** Classifying the left digit pulls against reconstructing the right one more than against reconstructing the left one. */
function conflictFigure({ results }: StudyReport): Figure {
  const names = results.study.tasks.map(({ name }) => name);
  const trials = results.of(armOf(results.study, 'equal'));
  const cosines = (other: string): readonly number[] =>
    trials.map(({ trace }) => {
      const pair = trace.pairs.findIndex(([first, second]) => names[first] === 'left' && names[second] === other);
      return mean(trace.points.flatMap(({ cosines: of }) => of[pair] ?? []).filter(Number.isFinite));
    });
  const [own, opposite] = [cosines('left-image'), cosines('right-image')];
  return seedFigure({
    table:
      'cosine of the gradients, of classifying left and reconstructing right minus classifying left and reconstructing left',
    name: 'equal',
    unit: '',
    decimals: 3,
    published: publishedSide('below 0', 'below'),
    values: opposite.map((cosine, seed) => cosine - (own[seed] ?? Number.NaN)),
    overlap: overlapOf(results),
    because: `the cosines are ${mean(opposite).toFixed(3)} and ${mean(own).toFixed(3)}`,
  });
}
