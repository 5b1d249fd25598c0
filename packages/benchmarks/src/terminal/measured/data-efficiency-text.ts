import type { DataEfficiencyResult } from '../../study/measures/data-efficiency-schema.ts';
import { meanAndSd } from '../numbers.ts';
import type { Screen } from '../screen.ts';
import { renderTable } from '../table.ts';
import { wrap } from '../wrap.ts';
import { changeText } from './change-text.ts';

/**
 * What the other tasks do for a task with few labels, as it is printed.
 *
 * @param result - What was measured.
 * @param screen - Where it is printed.
 */
export function dataEfficiencyText({ task, metric, points }: DataEfficiencyResult, screen: Screen): string {
  const summary = ({ mean, sd }: DataEfficiencyResult['points'][number]['alone']): string =>
    meanAndSd({ mean: mean ?? Number.NaN, sd: sd ?? Number.NaN });
  const rows = points.map(({ share, alone, together, gain }) => [
    `${Number((100 * share).toPrecision(3))} %`,
    summary(alone),
    summary(together),
    changeText(gain, screen),
  ]);
  const note = `${metric} of ${task} by the share of its training labels, alone and with all tasks, in as many steps; * where the change is clear.`;
  return [
    screen.paint('bold', `Data efficiency of ${task}`),
    wrap(note, { width: screen.width, indent: 0 }),
    renderTable({ head: ['labels', 'alone', 'with all tasks', 'change'], rows }, screen.width),
  ].join('\n');
}
