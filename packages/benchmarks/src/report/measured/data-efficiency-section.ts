import type { DataEfficiencyResult } from '../../study/measures/data-efficiency-schema.ts';
import { signed } from '../../terminal/numbers.ts';
import { type Curve, curvesSpec } from '../charts/curves.ts';
import { figure } from '../figure.ts';
import { baselineColour, seriesColours } from '../palette.ts';
import { type Row, tableHtml } from '../table.ts';
import { changeCell } from './change-cell.ts';

/**
 * What the other tasks do for a task with few labels: both learning curves over its labels.
 *
 * @param result - What was measured.
 */
export async function dataEfficiencySection({ task, metric, points }: DataEfficiencyResult): Promise<string> {
  const curve = (side: 'alone' | 'together'): Curve['points'] =>
    points.map(({ share, [side]: { mean, sd } }) => {
      const value = mean ?? Number.NaN;
      return { x: 100 * share, value, ...(sd !== null && { low: value - sd, high: value + sd }) };
    });
  const curves: readonly Curve[] = [
    { name: 'alone', colour: baselineColour, dashed: true, points: curve('alone') },
    { name: 'with all tasks', colour: seriesColours[0], points: curve('together') },
  ];
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  const changes = points.map(({ share, gain }) => `at ${percent(share)} of the labels ${signed(gain.change, 1)} %`);
  const chart = await figure(
    {
      legend: [
        { name: 'alone', colour: baselineColour, mark: 'dashed' },
        { name: 'with all tasks', colour: seriesColours[0], mark: 'line' },
      ],
      panels: [
        {
          title: `${task}: ${metric}`,
          alt: `What all tasks do for ${task}: ${changes.join(', ')}.`,
          spec: curvesSpec(curves, { x: 'labels, %', y: metric, logX: true }),
        },
      ],
    },
    {
      title: `Data efficiency of ${task}`,
      caption:
        'The metric on the test split by the share of the training labels of this task, alone and with all tasks; the mean over the seeds, and one standard ' +
        'deviation. Both models of a share see the same labels in as many steps.',
    },
  );
  const rows = points.map(({ share, gain }): Row => ({ name: percent(share), cells: [changeCell(gain)] }));
  return `${chart}
${tableHtml({ label: 'What the other tasks do', first: 'labels', heads: [{ title: 'change', hint: 'with all tasks, Holm-corrected' }], rows })}`;
}
