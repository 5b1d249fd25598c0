import { fixed } from '../terminal/numbers.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { busyWarning } from './busy-warning.ts';
import type { StepRow } from './step-row.ts';

const legend =
  'Milliseconds for one training step: medians, and means beside them. compile is what the first step takes beyond the others, ' +
  'input the share of the time between two steps, in which the next batch is gathered.';

const peerLegend =
  'ratio is our median by the peer’s, rounds the lowest and the highest that a round of steps had by itself.';

/**
 * The measurements as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function stepText(rows: readonly StepRow[], width: number): string {
  const peer = rows.some(({ peerMs }) => peerMs !== null);
  const ours = ['workload', 'tasks', 'strategy', 'engine', 'ms', 'mean', 'compile', 'input'];
  const theirs = ['peer', 'mean', 'ratio', 'rounds'];
  const table = renderTable(
    {
      head: peer ? [...ours, ...theirs] : ours,
      rows: rows.map((row) => (peer ? [...ownCells(row), ...peerCells(row)] : ownCells(row))),
    },
    width,
  );
  const warning = busyWarning(
    rows.map(({ workload, strategy, threads, cores }) => ({
      name: `${workload} with ${strategy}`,
      threads,
      cores: Math.min(cores.ours, cores.peer ?? 1),
    })),
  );
  const notes = [peer ? `${legend} ${peerLegend}` : legend, ...warning];
  return [table, ...notes.map((note) => wrap(note, { width, indent: 0 }))].join('\n\n');
}

function ownCells({ workload, tasks, strategy, engine, ms, mean, compileMs, inputShare }: StepRow): readonly string[] {
  const share = `${fixed(100 * inputShare, 0)} %`;
  return [workload, String(tasks), strategy, engine, fixed(ms, 2), fixed(mean.ms, 2), fixed(compileMs, 0), share];
}

function peerCells({ peerMs, mean, ratio, rounds }: StepRow): readonly string[] {
  const ratios = rounds.map((round) => round.ratio ?? Number.NaN);
  const spread = `${fixed(Math.min(...ratios), 2)}–${fixed(Math.max(...ratios), 2)}`;
  return [fixed(peerMs, 2), fixed(mean.peerMs, 2), fixed(ratio, 2), spread];
}
