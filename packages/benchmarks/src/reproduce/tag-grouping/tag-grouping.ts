import { mlp } from '@equipoise/core';

import { groupTasks } from '../../measures/grouping.ts';
import { mean } from '../../statistics/summary.ts';
import { testMetric } from '../../study/study-results.ts';
import type { StudyReport } from '../../study/study-report.ts';
import { type Figure, figureOf, publishedNumber, publishedSide } from '../figure.ts';
import { armOf, planned } from '../plan.ts';
import type { Findings, Reproduction, ReproductionContext } from '../reproduction.ts';
import { seedFigure } from '../seed-figure.ts';
import { tagAffinity, tagCosine } from './taskonomy.ts';

/** What the notebook of the paper finds best: the score of the choice, for a number of networks. */
const published = [
  { by: 'affinity', matrix: tagAffinity, scores: ['0.129292', '0.321696', '0.348670'] },
  { by: 'gradient cosine', matrix: tagCosine, scores: ['0.519833', '1.469937', '1.603780'] },
] as const;

const networks = 2;

/** TAG: which tasks to learn together, by how much a step of one takes from the loss of another. */
export const tagGrouping: Reproduction = {
  name: 'tag-grouping',
  title: 'TAG: groups of tasks by inter-task affinity',
  paper: {
    claim:
      'Affinity measured in one training chooses the networks. On Taskonomy the selection gives the groups of the notebook, and the loss of TAG’s networks is lower than ' +
      'that of one network for all tasks (10 % there); affinity goes with what tasks do for each other when they are trained together.',
    sources: [
      {
        text: 'C. Fifty et al. Efficiently Identifying Task Groupings for Multi-Task Learning. NeurIPS 2021',
        url: 'https://arxiv.org/abs/2109.04617',
      },
      {
        text: 'its TAG_network_selection.ipynb: matrices of Taskonomy, and the objective',
        url: 'https://github.com/google-research/google-research/tree/master/tag',
      },
    ],
  },
  minutes: 1,
  seeds: 3,
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
  const rest = { arms: ['equal'], seeds, training };
  const [all] = await compare([
    await planned({ ...rest, dataset: 'task-groups', measures: { affinity: 10, transfer: ['pairwise'] } }),
  ]);
  const affinity = all?.comparison.measured?.affinity;
  const chosen = affinity?.groupings.find(({ by, most }) => by === 'affinity' && most === networks);
  if (!all || !affinity || !chosen) throw new TypeError('The affinity is missing.');
  const groups = await compare(
    await Promise.all(
      chosen.groups.map((tasks) =>
        planned({ ...rest, dataset: `only(set="task-groups",tasks=${JSON.stringify(tasks)})` }),
      ),
    ),
  );
  return {
    settings: [
      'groupTasks of this package on the matrices of Taskonomy that the notebook holds; its best score by trying every choice.',
      `Six made regressions in two hidden groups of three (task-groups): ${training.size} training examples, 1,000 for validation, 2,000 for testing; a hidden layer of 16 units, ` +
        `Adam (${training.learningRate}), ${training.epochs} epochs of batches of ${training.batchSize}.`,
      `The affinity of every 10th step of the training of all tasks, ${seeds} seeds; the ${networks} networks that groupTasks chooses by it, each trained with the same seeds; every pair of tasks trained together.`,
      `Chosen: ${chosen.groups.map((tasks) => `{${tasks.join(', ')}}`).join(' and ')}.`,
    ],
    departures: [
      'Taskonomy has 26 million images: the trained part is on made data whose groups are known, and its claims are directions.',
    ],
    figures: [
      ...selectionFigures(),
      lossFigure(all, groups, chosen),
      agreementFigure(affinity.agreement.pairwise?.rho ?? Number.NaN, affinity.matrix),
    ],
  };
}

function selectionFigures(): readonly Figure[] {
  return published.flatMap(({ by, matrix, scores }) =>
    scores.map((text, index) => {
      const { score } = groupTasks(matrix, { groups: index + 1 });
      return figureOf({
        table: 'score of the chosen networks on Taskonomy',
        name: `by ${by}, ${index + 1} ${index === 0 ? 'network' : 'networks'}`,
        unit: '',
        decimals: 6,
        published: publishedNumber(text),
        ours: { estimate: score, low: score, high: score },
        interval: 'exact',
        values: [],
        because: `our best choice scores ${score.toFixed(6)}`,
      });
    }),
  );
}

type Chosen = NonNullable<NonNullable<StudyReport['comparison']['measured']>['affinity']>['groupings'][number];

/** How much lower the error of the chosen networks is than that of one network, over all tasks. */
function lossFigure(all: StudyReport, groups: readonly StudyReport[], { servedBy }: Chosen): Figure {
  const errors = ({ results }: StudyReport, task: string): readonly number[] =>
    testMetric(results.of(armOf(results.study, 'equal')), { task, metric: 'rmse' }).map((rmse) => rmse ** 2);
  const perTask = Object.entries(servedBy).map(([task, group]) => {
    const serving = groups[group];
    if (!serving) throw new TypeError(`There is no network for ${task}.`);
    return { together: errors(all, task), apart: errors(serving, task) };
  });
  const total = (of: (each: (typeof perTask)[number]) => readonly number[], seed: number): number =>
    perTask.reduce((sum, each) => sum + (of(each)[seed] ?? Number.NaN), 0);
  const seeds = perTask[0]?.together.map((_, seed) => seed) ?? [];
  const values = seeds.map(
    (seed) => 100 * (1 - total(({ apart }) => apart, seed) / total(({ together }) => together, seed)),
  );
  return seedFigure({
    table: 'total test loss of TAG’s networks below that of one network',
    name: `${networks} networks`,
    unit: '%',
    decimals: 1,
    published: publishedSide('above 0', 'above'),
    values,
    because: `seed by seed the loss is lower by ${values.map((value) => value.toFixed(1)).join(', ')} %, ${mean(values).toFixed(1)} % on average`,
  });
}

/** Spearman's correlation of affinity and measured transfer, with Fisher's interval. */
function agreementFigure(rho: number, matrix: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Figure {
  const pairs = Object.values(matrix).reduce((sum, row) => sum + Object.keys(row).length, 0);
  const half = 1.96 * Math.sqrt(1.06 / (pairs - 3));
  return figureOf({
    table: 'rank correlation of affinity and measured pairwise transfer',
    name: `${pairs} ordered pairs of tasks`,
    unit: '',
    decimals: 2,
    published: publishedSide('above 0', 'above'),
    ours: { estimate: rho, low: Math.tanh(Math.atanh(rho) - half), high: Math.tanh(Math.atanh(rho) + half) },
    interval: `95 % by Fisher’s transformation over ${pairs} pairs`,
    values: [],
    because: `over ${pairs} pairs the correlation is ${rho.toFixed(2)}`,
  });
}
