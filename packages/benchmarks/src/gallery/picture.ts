import type { Judged } from '../study/effects.ts';
import { forestChart, type ForestGroup } from '../report/charts/forest.ts';
import { pictureOf } from '../report/picture.ts';
import type { GalleryResult } from './result-schema.ts';

type Written = GalleryResult['comparison']['strategies'][string]['gain'];

/**
 * The picture of a result: what each strategy did to each task and on average, against one model for each task, as one SVG file.
 *
 * @param result - The result.
 */
export async function galleryPicture({ title, simulated, comparison }: GalleryResult): Promise<string> {
  const arms = Object.entries(comparison.strategies);
  const groups: readonly ForestGroup[] = [
    {
      title: 'mean of the tasks (Δm)',
      of: 'of Δm',
      rows: arms.map(([name, { gain }]) => ({ name, ...rowOf(gain) })),
    },
    ...comparison.tasks.map(({ name: task, metric }) => ({
      title: `${task}: ${metric}`,
      of: `of the ${metric} of ${task}`,
      rows: arms.flatMap(([name, { tasks }]) => {
        const found = tasks[task];
        return found ? [{ name, ...rowOf(found) }] : [];
      }),
    })),
  ];
  return await pictureOf(forestChart(groups), {
    title: `${title}${simulated ? ' (simulation)' : ''}`,
    caption:
      'Change against one model for each task, in percent: right of the dashed line, sharing is better. Lines are 95 % intervals ' +
      `over ${comparison.seeds} seeds.`,
  });
}

function rowOf({ change, interval, verdict }: Written): Pick<Judged, 'change' | 'plain' | 'verdict'> {
  const mean = change ?? Number.NaN;
  const [low, high] = interval.map((end) => end ?? Number.NaN) as [number, number];
  return { change: { mean, low, high }, plain: { mean, low: Number.NaN, high: Number.NaN }, verdict };
}
