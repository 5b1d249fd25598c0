import { loadModel } from '@equipoise/core';

import { readTable } from '../trials/load-table.ts';
import { screenOf } from '../terminal/screen.ts';
import { measuresTable } from './measures-table.ts';
import { readForCommand, tableReading } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise evaluate` is given. */
export interface EvaluateArguments extends TableReadingArguments {
  /** The model. */
  readonly model: string;
  /** The table. */
  readonly table: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise evaluate` is asked.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the model or the table is not what it must be.
 */
export async function runEvaluate(args: EvaluateArguments): Promise<void> {
  const model = loadModel(args.model);
  try {
    const { table } = await readForCommand(() => readTable(args.table, tableReading(args)));
    const evaluation = await model.evaluate(table);
    const text = args.json ? JSON.stringify(evaluation, null, 2) : measuresTable(evaluation, screenOf(process.stdout));
    process.stdout.write(`${text}\n`);
  } finally {
    await model.dispose();
  }
}
