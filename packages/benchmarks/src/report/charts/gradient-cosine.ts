import type { StudyResults } from '../../study/study-results.ts';
import { fixed } from '../../terminal/numbers.ts';
import { coloursOf } from '../palette.ts';
import { mean } from '../../statistics/summary.ts';
import { type Curve, curvesSpec } from './curves.ts';
import type { Chart } from './panel.ts';
import { traceCurve } from './seed-band.ts';

/**
 * The cosine between the gradients of every two tasks over training, for each strategy: below the line in the middle the
 * two tasks pull the shared parameters apart.
 *
 * @param results - The results of a study.
 */
export function cosineChart(results: StudyResults): Chart {
  const { arms } = results.study;
  const tasks = results.study.tasks.map(({ name }) => name);
  const colours = coloursOf(arms.map(({ name }) => name));
  const pairs = tasks.flatMap((first, index) => tasks.slice(index + 1).map((second) => `${first} · ${second}`));
  const panels = pairs.map((title, pair) => ({
    title,
    curves: arms.map((arm, index): Curve => {
      const points = traceCurve(results.of(arm), ({ cosines }) => cosines[pair] ?? Number.NaN, 3);
      return { name: arm.name, colour: colours[index] ?? '', points };
    }),
  }));
  const all = panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points.flatMap(ends)));
  const range = [Math.max(-1, Math.min(0, ...all)), Math.min(1, Math.max(0, ...all))] as const;
  return {
    legend: arms.map(({ name }, index) => ({ name, colour: colours[index] ?? '', mark: 'line' })),
    panels: panels.map(({ title, curves }) => ({
      title,
      alt: `Cosine between the gradients of ${title.replace(' · ', ' and ')}; mean over the trial: ${curves.map(meanOf).join(', ')}.`,
      spec: curvesSpec(curves, { x: 'step', y: 'cosine', range, zeroLine: true }),
    })),
  };
}

function ends({ value, low = value, high = value }: Curve['points'][number]): readonly number[] {
  return [low, high];
}

function meanOf({ name, points }: Curve): string {
  return `${name} ${fixed(mean(points.map(({ value }) => value)), 2)}`;
}
