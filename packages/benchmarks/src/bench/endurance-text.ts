import { fixed } from '../terminal/numbers.ts';
import { renderTable } from '../terminal/table.ts';
import type { EnduranceRow } from './endurance.ts';

/**
 * The measurements of a long run as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function enduranceText(rows: readonly EnduranceRow[], width: number): string {
  return rows.map((row) => describe(row, width)).join('\n\n');
}

function describe(row: EnduranceRow, width: number): string {
  const { workload, strategy, engine, steps, window, firstMs, lastMs, ratio, peakMemory, tensors, loss } = row;
  const table = {
    head: [`${workload}, ${strategy}, ${engine}`, 'early', 'end'],
    rows: [
      [`ms a step, median of ${window} after 100 and of the last ${window}`, fixed(firstMs, 3), fixed(lastMs, 3)],
      ['peak memory, MiB', fixed(peakMemory.early, 1), fixed(peakMemory.end, 1)],
      ['tensors held by TensorFlow.js', fixed(tensors.early, 0), fixed(tensors.end, 0)],
      ['mean loss of the tasks', loss.early.toPrecision(2), loss.end.toPrecision(2)],
    ],
  };
  const ending = `After ${steps} steps a step takes ${fixed(ratio, 2)} × what it took at first.`;
  return `${renderTable(table, width)}\n\n${ending}`;
}
