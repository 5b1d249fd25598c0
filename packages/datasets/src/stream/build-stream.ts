import {
  type DataSource,
  type InputNotes,
  inputSentences,
  labelsOfTable,
  type Preprocessing,
  type Split,
  type Task,
} from '@equipoise/core';

import type { EachSplit } from '../map-splits.ts';
import type { BuildOptions, TableRows } from '../table/build-dataset.ts';
import { fitDataset } from '../table/fit-dataset.ts';
import type { TableDataset } from '../table/table-types.ts';
import { RecordFile } from './record-file.ts';
import type { StoredTable } from './stored-table.ts';

/** A data set whose training examples are in a temporary file, and are fetched batch by batch. */
export interface StreamedDataset<Tasks extends Task = Task, Column extends string = string> extends Omit<
  TableDataset<Tasks, Column>,
  'splits'
> {
  /** Its examples: those for training are fetched; those to choose by and to report on are in memory. */
  readonly splits: { readonly train: DataSource; readonly validation: Split; readonly test?: Split };
  /** Removes the temporary file, which goes with the process in any case. Training examples cannot be fetched afterwards. */
  close(): void;
}

/** What a data set is made from. */
export interface StreamOptions extends Omit<BuildOptions, 'table'> {
  /** The table in a file, of which the training rows are. */
  readonly table: StoredTable;
  /** Rows that are encoded at once. */
  readonly blockRows: number;
  /** The folder for temporary files; that of the system when left out. */
  readonly folder: string | undefined;
  /** What the reader had to decide by itself, a sentence each. */
  readonly said: readonly string[];
}

/**
 * Learns from the training rows, and encodes the rows of all splits into a file, some after the other: what comes out are the bits of `fromTable`.
 *
 * @param options - The table, its splits, inputs and targets.
 * @throws what `fromTable` throws; {@link @equipoise/core!DataError} when the file cannot be written.
 */
export async function buildStream(options: StreamOptions): Promise<StreamedDataset> {
  const { name, table, splits, blockRows, folder, onWarning, said } = options;
  const { open, ...learnt } = fitDataset(options, splits.train.rows);
  const fitted = { ...learnt, tasks: learnt.tasks.map((task) => withFittedLoss(task, options, learnt.preprocessing)) };
  const records = new RecordFile(name, fitted, folder);
  try {
    const { partOf, parts } = partsOf(table, splits);
    for (let from = 0; from < table.rows; from += blockRows) {
      const to = Math.min(table.rows, from + blockRows);
      const encode = open(table.block(from, to));
      const encoded = parts.map((part, index) => {
        const rows = rowsOf(partOf.subarray(from, to), index + 1);
        const { split, notes } = encode(rows);
        part.notes.push(notes);
        for (const [task, { mask }] of Object.entries(split.labels)) if (mask) part.masked.add(task);
        return { split, rows };
      });
      records.write(from, to - from, encoded);
      await new Promise(setImmediate);
    }
    const ownNotes = new Map<string, readonly ReadonlyMap<string, InputNotes>[]>();
    const inMemory = (split: 'validation' | 'test'): Split | undefined => {
      const part = parts.find((own) => own.name === split);
      if (part) return records.read(part.rows, part.masked);
      const own = splits[split];
      if (!own) return undefined;
      const encoded = open(own.table)(own.rows);
      ownNotes.set(split, [encoded.notes]);
      return encoded.split;
    };
    const [train, validation, test] = [parts[0], inMemory('validation'), inMemory('test')];
    if (!train || !validation) throw new Error('A data set has a training and a validation split.');
    const notes = [...parts.flatMap((part) => part.notes), ...[...ownNotes.values()].flat()];
    const warnings = [...said, ...inputSentences(name, notes).map(({ sentence }) => sentence)];
    for (const sentence of warnings) onWarning?.(sentence);
    return {
      name,
      ...fitted,
      splits: { train: records.source(train.rows, train.masked), validation, ...(test && { test }) },
      warnings,
      close: () => records.close(),
    };
  } catch (error) {
    records.close();
    throw error;
  }
}

/** A task whose loss has taken what it needs from the training labels, such as balanced class weights: `fit` does so only for labels in memory. */
function withFittedLoss(task: Task, { name, table, splits }: StreamOptions, { targets }: Preprocessing): Task {
  const { kind } = task;
  if (!kind.loss.fitted) return task;
  const labelsOf = labelsOfTable(kind, { owner: name, table, column: targets[task.name] ?? task.name });
  const { values, mask } = labelsOf(splits.train.rows);
  const loss = kind.loss.fitted(mask ? values.filter((_, row) => mask[row] === 1) : values, kind.target);
  return { ...task, kind: Object.create(kind, { loss: { value: loss, enumerable: true } }) as Task['kind'] };
}

interface Part {
  readonly name: string;
  /** Its rows, in the order of its examples. */
  readonly rows: Uint32Array;
  /** The tasks that some of them have no label for. */
  readonly masked: Set<string>;
  readonly notes: ReadonlyMap<string, InputNotes>[];
}

/** The splits whose rows are of the stored table, the training split first, and which of them each row is in, from 1. */
function partsOf(
  table: StoredTable,
  splits: EachSplit<TableRows>,
): { readonly partOf: Uint8Array; readonly parts: readonly Part[] } {
  const own = Object.entries<TableRows | undefined>(splits).filter(([, rows]) => rows?.table === table);
  const partOf = new Uint8Array(table.rows);
  const parts = own.map(([name, split], index) => {
    const rows = split?.rows.slice() ?? new Uint32Array(0); // A copy: those of all splits may share one buffer.
    for (const row of rows) partOf[row] = index + 1;
    return { name, rows, masked: new Set<string>(), notes: [] };
  });
  return { partOf, parts };
}

function rowsOf(partOf: Uint8Array, part: number): Uint32Array {
  const rows = new Uint32Array(partOf.length);
  let count = 0;
  partOf.forEach((own, row) => {
    if (own !== part) return;
    rows[count] = row;
    count += 1;
  });
  return rows.subarray(0, count);
}
