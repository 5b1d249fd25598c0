import { mean } from '../../statistics/summary.ts';
import { plainArm } from '../../study/plain-arm.ts';
import type { StudyResults } from '../../study/study-results.ts';
import { fixed } from '../../terminal/numbers.ts';
import type { Looks } from '../../trials/looks-schema.ts';
import type { TrialResult } from '../../trials/trial-result.ts';
import { coloursOf } from '../palette.ts';
import { type Curve, curvesSpec } from './curves.ts';
import type { Chart } from './panel.ts';
import { bandPoint } from './seed-band.ts';

/**
 * The mean cosine between the gradients of every two tasks in each shared layer over training, with plain sharing.
 *
 * @param results - The results of a study with looks at layers.
 */
export function layerConflictChart(results: StudyResults): Chart {
  const plain = plainArm(results.study.arms);
  const trials = plain ? results.of(plain) : [];
  const paths = trials[0]?.looks?.layers.map(({ path }) => path) ?? [];
  const colours = coloursOf(paths);
  const curves = paths.map((name, layer): Curve => ({
    name,
    colour: colours[layer] ?? '',
    points: looksCurve(trials, ({ layers }) => layers[layer] ?? Number.NaN),
  }));
  return {
    legend: curves.map(({ name, colour }) => ({ name, colour, mark: 'line' })),
    panels: [
      {
        title: plain?.name ?? '',
        alt: `Mean cosine between the gradients of the tasks in each layer over the steps; at the end: ${curves.map(endOf).join(', ')}.`,
        spec: curvesSpec(curves, { x: 'step', y: 'cosine', zeroLine: true }),
      },
    ],
  };
}

/**
 * The cosine between the gradient of each task and the update that was applied over training, for each arm: below the line in the middle a step raised
 * the loss of the task.
 *
 * @param results - The results of a study with looks at updates.
 */
export function updateConflictChart(results: StudyResults): Chart {
  const tasks = results.study.tasks.map(({ name }) => name);
  const colours = coloursOf(tasks);
  const looked = results.study.arms.filter((arm) => results.of(arm).some(({ looks }) => looks?.update.length));
  const panels = looked.map((arm) => {
    const curves = tasks.map((name, task): Curve => ({
      name,
      colour: colours[task] ?? '',
      points: looksCurve(results.of(arm), ({ update }) => update[task] ?? Number.NaN),
    }));
    return {
      title: arm.name,
      alt: `Cosine between each task’s gradient and the update with ${arm.name} over the steps; at the end: ${curves.map(endOf).join(', ')}.`,
      spec: curvesSpec(curves, { x: 'step', y: 'cosine', zeroLine: true }),
    };
  });
  return { legend: tasks.map((name, task) => ({ name, colour: colours[task] ?? '', mark: 'line' })), panels };
}

/** One quantity of the looks of trials of one length: the mean over the seeds with their band. */
function looksCurve(trials: readonly TrialResult[], read: (point: Looks['points'][number]) => number): Curve['points'] {
  const points = trials.map(({ looks }) => looks?.points ?? []);
  const length = Math.max(0, ...points.map((own) => own.length));
  return Array.from({ length }, (_, index) => {
    const here = points.flatMap((own) => own[index] ?? []);
    return bandPoint(mean(here.map(({ step }) => step)), here.map(read));
  }).flat();
}

function endOf({ name, points }: Curve): string {
  return `${name} ${fixed(points.at(-1)?.value ?? null, 2)}`;
}
