import { loadModel, writeAtomic } from '@equipoise/core';

import { type PredictionCell, predictionCells } from '../models/prediction-columns.ts';
import { csvText } from '../report/csv-text.ts';
import { readTable } from '../trials/load-table.ts';
import { screenOf } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';
import { readForCommand, tableReading } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise predict` is given. */
export interface PredictArguments extends TableReadingArguments {
  /** The model. */
  readonly model: string;
  /** The table. */
  readonly table: string;
  /** A CSV file for the predictions. */
  readonly out?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/** Rows that are printed. */
const shown = 10;

/**
 * Does what `equipoise predict` is asked: predicts the rows of a table, and writes or prints the predictions.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the model or the table is not what it must be.
 */
export async function runPredict(args: PredictArguments): Promise<void> {
  const model = loadModel(args.model);
  try {
    const { table } = await readForCommand(() => readTable(args.table, tableReading(args)));
    const predictions = await model.predictRows(table, {
      onWarning: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    if (args.json) process.stdout.write(`${JSON.stringify(predictions, null, 2)}\n`);
    const rows = predictions.map((row) =>
      Object.entries(row).flatMap(([task, prediction]) => predictionCells(task, prediction)),
    );
    const head = rows[0]?.map(([name]) => name) ?? [];
    const cells = rows.map((row) => row.map(([, cell]) => cell));
    if (args.out !== undefined) writeAtomic(args.out, csvText(head, cells));
    if (args.json) return;
    process.stdout.write(
      args.out === undefined ? printed(head, cells) : `${rows.length} predictions are in ${args.out}.\n`,
    );
  } finally {
    await model.dispose();
  }
}

function printed(head: readonly string[], rows: readonly (readonly PredictionCell[])[]): string {
  const first = rows.slice(0, shown).map((row, index) => [String(index + 1), ...row.map(shownCell)]);
  const { width } = screenOf(process.stdout);
  const more = rows.length > shown ? `\n… and ${rows.length - shown} more rows; --out FILE writes all of them.` : '';
  return `${renderTable({ head: ['row', ...head], rows: first }, width)}${more}\n`;
}

function shownCell(cell: PredictionCell): string {
  return typeof cell === 'number' ? String(Number(cell.toPrecision(4))) : cell;
}
