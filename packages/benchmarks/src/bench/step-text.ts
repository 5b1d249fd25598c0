import { fixed } from '../terminal/numbers.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import type { StepRow } from './step.ts';

/**
 * What was measured, as a person reads it.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function stepText(rows: readonly StepRow[], width: number): string {
  const peer = rows.some(({ peerMs }) => peerMs !== null);
  const head = ['workload', 'strategy', 'engine', 'ms', 'mean', 'compile'];
  const table = {
    head: peer ? [...head, 'PyTorch ms', 'mean', 'ratio', 'over the rounds'] : head,
    rows: rows.map((row) => {
      const { workload, strategy, engine, ms, peerMs, ratio, compileMs } = row;
      const ours = [workload, strategy, engine, fixed(ms, 2), fixed(row.mean.ms, 2), fixed(compileMs, 0)];
      return peer ? [...ours, fixed(peerMs, 2), fixed(row.mean.peerMs, 2), `${fixed(ratio, 2)} ×`, spread(row)] : ours;
    }),
  };
  const busy = rows.filter(({ threads, cores }) => threads === 1 && Math.min(cores.ours, cores.peer ?? 1) < 0.9);
  const names = busy.map(({ workload, strategy }) => `${workload} with ${strategy}`).join(', ');
  const warning = `Do not trust the times of ${names}: another process took the processor meanwhile.`;
  const legend =
    'Milliseconds for one training step: medians, and means beside them. compile is what the first step takes beyond the others.';
  return [
    renderTable(table, width),
    ...[legend, ...(busy.length > 0 ? [warning] : [])].map((text) => wrap(text, { width, indent: 0 })),
  ].join('\n\n');
}

function spread({ rounds }: StepRow): string {
  const ratios = rounds.map(({ ratio }) => ratio ?? Number.NaN);
  return `${fixed(Math.min(...ratios), 2)} to ${fixed(Math.max(...ratios), 2)}`;
}
