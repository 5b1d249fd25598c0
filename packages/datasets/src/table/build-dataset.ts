import { type FilledCells, type InputNotes, inputSentences, type Split, type Table } from '@equipoise/core';

import { type EachSplit, mapSplits } from '../map-splits.ts';
import { type EncodedSplit, fitDataset, type FitDatasetOptions } from './fit-dataset.ts';
import type { TableDataset } from './table-types.ts';

/** Rows of a table. */
export interface TableRows {
  /** The table. */
  readonly table: Table;
  /** Which rows. */
  readonly rows: Uint32Array;
}

/** What a data set is made from. */
export interface BuildOptions extends FitDatasetOptions {
  /** Which rows are in which split. */
  readonly splits: EachSplit<TableRows>;
  /** Given each warning once. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
}

/**
 * Learns from the training rows, and encodes all splits.
 *
 * @param options - The table, its splits, inputs and targets.
 * @throws what `fromTable` throws.
 */
export function buildDataset({ splits, onWarning, ...options }: BuildOptions): TableDataset {
  const { name } = options;
  const { open, ...fitted } = fitDataset(options, splits.train.rows);
  const notes: ReadonlyMap<string, InputNotes>[] = [];
  const openers = new Map<Table, (rows: Uint32Array) => EncodedSplit>();
  const made = mapSplits(splits, ({ table, rows }): Split => {
    const opened = openers.get(table) ?? open(table);
    openers.set(table, opened);
    const encoded = opened(rows);
    notes.push(encoded.notes);
    return encoded.split;
  });
  const warnings = inputSentences(name, notes).map(({ sentence }) => sentence);
  for (const sentence of warnings) onWarning?.(sentence);
  return { name, ...fitted, splits: made, warnings, filled: filledCells(notes) };
}

function filledCells(notes: readonly ReadonlyMap<string, InputNotes>[]): FilledCells {
  const every = notes.flatMap((part) => [...part.values()]);
  const sum = (read: (note: InputNotes) => number): number => every.reduce((total, note) => total + read(note), 0);
  return { imputed: sum(({ missing }) => missing), unseen: sum(({ unseen }) => unseen) };
}
