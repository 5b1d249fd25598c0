import { monitoredOf } from '../study/filled-slot.ts';
import type { OpenSlot } from '../study/fill-slots.ts';
import { plannedTrials, slotKey, slotTitle } from '../study/slots.ts';
import type { TrialEvent } from '../trials/run-trials.ts';
import { fixed } from './numbers.ts';
import { renderTable } from './table.ts';

/** A table of what a study has done, while it is made. */
export interface StudyTable {
  /**
   * Takes note of what happened.
   *
   * @param event - What happened.
   */
  note(event: TrialEvent): void;
  /** The table, line by line: for each arm and baseline its trials and its least validation loss so far. */
  lines(): readonly string[];
}

interface Row {
  readonly dataset: string;
  readonly name: string;
  planned: number;
  done: number;
  failed: number;
  pruned: number;
  best: number;
}

/**
 * Starts a table with a row for each arm, baseline and floor of some studies.
 *
 * @param slots - The slots of the studies.
 * @param width - Characters in a line.
 */
export function studyTable(slots: readonly OpenSlot[], width: number): StudyTable {
  const rows = new Map<string, Row>();
  const titles = new Map<string, string>();
  for (const { slot, tuning } of slots) {
    const { config, of } = slot;
    const name = slotTitle(of);
    const title = `${of.kind} ${name}`;
    titles.set(slotKey(of), title);
    const row = rows.get(keyOf(config.dataset, title)) ?? {
      dataset: config.dataset,
      name,
      planned: 0,
      done: 0,
      failed: 0,
      pruned: 0,
      best: Number.POSITIVE_INFINITY,
    };
    row.planned += plannedTrials(slot, tuning);
    rows.set(keyOf(config.dataset, title), row);
  }
  return {
    note(event) {
      const row = rows.get(keyOf(event.config.dataset, titles.get(event.of ?? '')));
      if (!row || event.kind === 'step') return;
      row.done += 1;
      if (event.kind === 'failed') row.failed += 1;
      if (event.kind !== 'done') return;
      if (event.result.prunedAt !== undefined) row.pruned += 1;
      const value = monitoredOf(event.result);
      if (value < row.best) row.best = value;
    },
    lines() {
      const cells = [...rows.values()].map(({ dataset, name, planned, done, failed, pruned, best }) => [
        dataset,
        name,
        [`${done} of ${Math.max(done, planned)}`, ...counted(pruned, 'pruned'), ...counted(failed, 'failed')].join(
          ', ',
        ),
        fixed(best, 4),
      ]);
      const head = ['data set', 'arm', 'trials', 'least validation loss'];
      return renderTable({ head, rows: cells, text: [0, 1] }, width).split('\n');
    },
  };
}

function counted(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}

function keyOf(dataset: string, of = ''): string {
  return JSON.stringify([dataset, of]);
}
