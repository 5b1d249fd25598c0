import { random, type Table, textInput } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import type { AllSplits } from '../map-splits.ts';
import { mapSplits } from '../map-splits.ts';
import { dealRows } from '../splits/deal-rows.ts';
import { buildDataset } from '../table/build-dataset.ts';
import { selectRows } from '../table/select-rows.ts';
import { textsIn } from '../table/texts-in.ts';
import type { TargetOptions } from '../table/targets.ts';

/** The characters of SMILES. */
const characters = '#%()+-./0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]abcdefghijklmnopqrstuvwxyz';

/** Molecules, and what is predicted of them. */
export interface Molecules {
  /** The name of the data set. */
  readonly name: string;
  /** A table with the column `smiles`. */
  readonly table: Table;
  /** The most characters of a molecule: rows of longer ones are left out. */
  readonly longest: number;
  /** What is predicted. */
  readonly targets: Readonly<Record<string, TargetOptions>>;
}

/**
 * A data set of molecules that are written in SMILES: the input is the characters, so that a model reads a molecule as it is written, and no library of chemistry is needed. A molecule that is
 * there several times is in one split: 80 % of the rows are for training, 10 % for validation, 10 % for the test.
 *
 * @param molecules - The molecules.
 * @param options - Seed and size.
 * @see D. Weininger. SMILES, a chemical language and information system. Journal of Chemical Information and Computer Sciences 1988.
 */
export function moleculeDataset(
  { name, table: all, longest, targets }: Molecules,
  { seed, size }: CompleteLoadOptions,
): Omit<LoadedDataset, 'card'> {
  const lengths = textsIn(all, 'smiles').map((smiles) => smiles?.length ?? Number.POSITIVE_INFINITY);
  const table = selectRows(all, (row) => (lengths[row] ?? 0) <= longest);
  const tenth = Math.round(table.rows / 10);
  const deal = { owner: name, table, rule: { group: 'smiles' }, labels: [], stream: random(seed).fork('split') };
  const dealt = dealRows(deal, { validation: tenth, test: tenth }, size);
  const input = textInput({
    column: 'smiles',
    tokens: 'characters',
    vocabulary: Array.from(characters),
    length: longest,
    lowercase: false,
    onUnseen: 'error',
  });
  const dataset = buildDataset({
    name,
    table,
    splits: mapSplits(dealt, (rows: Uint32Array) => ({ table, rows })),
    fitInputs: () => ({ smiles: input }),
    targets,
  });
  return { ...dataset, splits: dataset.splits as AllSplits };
}
