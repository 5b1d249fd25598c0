import { fixed } from '../terminal/numbers.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import type { EngineRow } from './engines.ts';

const legend =
  'Milliseconds for one training step on each engine, one thread. auto is the engine that --engine auto takes; loss is its time by that of the better one.';

/**
 * The measurements as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function enginesText(rows: readonly EngineRow[], width: number): string {
  const table = renderTable(
    {
      head: ['model', 'tasks', 'strategy', 'wasm', 'native', 'auto', 'loss'],
      rows: rows.map(({ workload, tasks, strategy, wasmMs, nativeMs, engine, loss }) => [
        workload,
        String(tasks),
        strategy,
        fixed(wasmMs, 3),
        fixed(nativeMs, 3),
        engine,
        fixed(loss, 2),
      ]),
    },
    width,
  );
  return [table, wrap(legend, { width, indent: 0 })].join('\n\n');
}
