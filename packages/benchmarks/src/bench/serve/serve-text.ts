import { fixed } from '../../terminal/numbers.ts';
import { renderTable } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { ServeRow } from './measure-serve.ts';

const legend =
  'Each client asks for one row again as soon as it has its answer, on the same machine as the servers. shared: equipoise serve, one model for all ' +
  'tasks. separate: equipoise serve, a model and a process for each task; a request is answered when all have. plain: the shared model by onnxruntime-node, ' +
  'one request after the other. The best of the rounds, which take turns.';

/**
 * The measurements as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function serveText(rows: readonly ServeRow[], width: number): string {
  const head = ['side', 'requests/s', '× plain', 'median ms', '99 % ms', 'lost'];
  const cells = rows.map(({ side, perSecond, ratio, median, p99, lost }) => [
    side,
    fixed(perSecond, 0),
    fixed(ratio, 2),
    fixed(median, 2),
    fixed(p99, 2),
    String(lost),
  ]);
  const [{ tasks, clients } = { tasks: 0, clients: 0 }] = rows;
  return [
    `${tasks} tasks, ${clients} clients.`,
    renderTable({ head, rows: cells }, width),
    wrap(legend, { width, indent: 0 }),
  ].join('\n\n');
}
