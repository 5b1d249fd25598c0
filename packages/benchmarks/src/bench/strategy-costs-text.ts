import { fixed } from '../terminal/numbers.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { busyWarning } from './busy-warning.ts';
import type { CostRow } from './strategy-costs.ts';

const legend =
  '× equal: the time of a step beside that with equal weights, in turns. published: the same in the LDC-MTL paper (arXiv 2502.08585), ' +
  'on other models and machines. rule: the strategy alone, on the host, in microseconds and as a share of the step. growth: a step beside one with the fewest tasks.';

/**
 * The costs of strategies as text for the terminal: a table for each number of tasks.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function costsText(rows: readonly CostRow[], width: number): string {
  const tables = [...new Set(rows.map(({ tasks }) => tasks))].map((tasks) =>
    renderTable(
      {
        head: [`${tasks} tasks`, 'looks at', 'ms', '× equal', 'published', 'rule, µs', 'of step', 'growth'],
        rows: rows.filter((row) => row.tasks === tasks).map(cells),
      },
      width,
    ),
  );
  const warning = busyWarning(
    rows.map(({ strategy, tasks, threads, cores }) => ({ name: `${strategy} with ${tasks} tasks`, threads, cores })),
  );
  return [...tables, ...[legend, ...warning].map((note) => wrap(note, { width, indent: 0 }))].join('\n\n');
}

function cells(row: CostRow): readonly string[] {
  const { strategy, needs, ms, ratio, published, weighUs, weighShare, growth } = row;
  const share = weighShare === null ? fixed(null, 1) : `${fixed(100 * weighShare, 1)} %`;
  return [
    ...[strategy, needs, fixed(ms, 2), fixed(ratio, 2), fixed(published, 2)],
    ...[fixed(weighUs, 1), share, fixed(growth, 2)],
  ];
}
