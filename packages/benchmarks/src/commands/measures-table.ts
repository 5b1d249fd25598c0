import type { Evaluation } from '@equipoise/core';

import { fixed } from '../terminal/numbers.ts';
import type { Screen } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';

/**
 * The metrics of an evaluation as a table: a row for each task and metric.
 *
 * @param evaluation - The evaluation.
 * @param screen - Where it is printed.
 */
export function measuresTable({ metrics }: Evaluation, { width, paint }: Screen): string {
  const rows = Object.entries(metrics).flatMap(([task, values]) =>
    Object.entries(values).map(([metric, value], index) => [index === 0 ? task : '', metric, fixed(value, 4)]),
  );
  return renderTable({ head: ['task', 'metric', 'value'].map((head) => paint('dim', head)), rows }, width);
}
