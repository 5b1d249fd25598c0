import { median } from '../../statistics/summary.ts';
import { fixed } from '../../terminal/numbers.ts';
import { renderTable } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { JobRow } from './job-row.ts';

const legend =
  'Seconds for all trials of the quick profile, the processes started and the data read among them: the median over the rounds. PyTorch reads splits that ' +
  'were written for it before; ours makes them. Below: the test metrics of equal weights, whether both learnt the same.';

/**
 * Whole jobs as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function jobText(rows: readonly JobRow[], width: number): string {
  const total = (read: (row: JobRow) => readonly number[]): number =>
    rows.reduce((sum, row) => sum + median(read(row)), 0);
  const [ours, peer] = [total((row) => row.ours), total((row) => row.peer)];
  const times = {
    head: ['data set', 'trials', 'ours, s', 'PyTorch, s', 'ratio'],
    rows: [
      ...rows.map((row) => [
        row.dataset,
        String(row.trials),
        fixed(median(row.ours), 1),
        fixed(median(row.peer), 1),
        fixed(row.ratio, 2),
      ]),
      [
        'all',
        String(rows.reduce((sum, { trials }) => sum + trials, 0)),
        fixed(ours, 1),
        fixed(peer, 1),
        fixed(ours / peer, 2),
      ],
    ],
  };
  const learnt = {
    head: ['task', 'metric', 'ours', 'PyTorch'],
    text: [0, 1],
    rows: rows.flatMap(({ dataset, tasks }) =>
      tasks.map((task) => [`${dataset}, ${task.task}`, task.metric, fixed(task.ours, 4), fixed(task.peer, 4)]),
    ),
  };
  return [renderTable(times, width), wrap(legend, { width, indent: 0 }), renderTable(learnt, width)].join('\n\n');
}
