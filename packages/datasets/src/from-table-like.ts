import { InvalidOptionError, type Preprocessing } from '@equipoise/core';

import type { FromTableOptions } from './from-table-options.ts';
import { readTableOptions } from './from-table.ts';
import { tableSplits } from './splits/table-splits.ts';
import { buildDataset } from './table/build-dataset.ts';
import { tableInputName } from './table/fit-inputs.ts';
import type { InputColumns, TableDataset } from './table/table-types.ts';
import { checkTableOptions } from './table-options.ts';

/** Options of {@link fromTableLike}: those of {@link fromTable}, but for what the preprocessing says. */
export type FromTableLikeOptions = Omit<FromTableOptions, 'inputs' | 'onMissing' | 'onUnseen'>;

/**
 * Makes a data set of a table whose inputs are made as those of a trained model: by the same columns, means and categories. Nothing is learnt of the inputs; targets are
 * fitted to the training rows. It is what `addTask` needs, and a run that starts from the weights of a model.
 *
 * @example
 * const dataset = fromTableLike(model.preprocessing, { table, targets: { upgrade: 'binary' } });
 *
 * @param preprocessing - That of the model.
 * @param options - The table, its targets and its splits.
 * @throws what {@link fromTable} throws; {@link @equipoise/core!InvalidOptionError} for an option that the preprocessing says, or without a preprocessing.
 */
export function fromTableLike(preprocessing: Preprocessing | undefined, options: FromTableLikeOptions): TableDataset {
  if (!preprocessing) {
    throw new InvalidOptionError(
      'fromTableLike',
      'preprocessing',
      'that of a model whose inputs are made of rows',
      preprocessing,
    );
  }
  const given: Readonly<Record<string, unknown>> = { ...options };
  const said = ['inputs', 'onMissing', 'onUnseen'].find((name) => given[name] !== undefined);
  if (said !== undefined) {
    throw new InvalidOptionError('fromTableLike', said, 'left out: the preprocessing says it', given[said]);
  }
  const complete = { ...options, inputs: columnsOf(preprocessing) };
  checkTableOptions('fromTableLike', complete);
  const { deal, size, build } = readTableOptions(complete);
  return buildDataset({ ...build, fitInputs: () => preprocessing.inputs, splits: tableSplits(deal, complete, size) });
}

/** The columns of the inputs, of kinds that say how cells are read: together, or as they are. */
function columnsOf({ inputs }: Preprocessing): InputColumns {
  const columns = Object.entries(inputs).flatMap(([input, own]) =>
    own.columns.map((column) => [column, input === tableInputName ? 'numeric' : 'text'] as const),
  );
  return Object.fromEntries(columns);
}
