import { configOf } from '../options/config.ts';
import { choice, part } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { categoricalWriter } from './categorical-column.ts';
import { isColumns, valuesOfColumn } from './column-config.ts';
import { dateWriter } from './date-column.ts';
import type { InputNotes } from './input-notes.ts';
import { numericWriter } from './numeric-column.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { tableTensors } from './table-tensors.ts';

/** Options of {@link tableInput}. */
export const tableInputOptions = optionsSchema('tableInput', {
  columns: part(isColumns, {
    required: true,
    meaning: 'the columns as they were fitted to the training rows',
    range: 'columns',
    expected: 'a list of columns, each with name, kind and what was fitted',
  }),
  onMissing: choice(['impute', 'error'], { default: 'impute', meaning: 'what is done with a missing cell' }),
  onUnseen: choice(['unknown', 'error'], {
    default: 'unknown',
    meaning: 'what is done with a category that no training row has',
  }),
});

/** Options of {@link tableInput}. */
export type TableInputOptions = OptionsOf<typeof tableInputOptions> &
  Required<Pick<OptionsOf<typeof tableInputOptions>, 'columns'>>;

/**
 * Rows of a table as an input: numbers standardised, dates as their parts, categories as the index of their level. Numbers come first, then dates.
 *
 * @param options - The columns, as they were fitted.
 * @throws {@link InvalidOptionError} when they are not what they must be.
 */
export function tableInput(options: TableInputOptions): InputPreprocessing {
  const { columns: given, ...rules } = tableInputOptions.read(options);
  const columns = [
    ...given.filter(({ kind }) => kind === 'numeric'),
    ...given.filter(({ kind }) => kind === 'date'),
    ...given.filter(({ kind }) => kind === 'categorical'),
  ];
  const specs = columns.map((column) => valuesOfColumn(column, rules));
  const width = specs.flat().length;
  return {
    config: configOf('input', 'tableInput', { columns, ...rules }),
    spec: { shape: [width], dtype: 'float32', columns: specs.flat() },
    columns: columns.map(({ name }) => name),
    tensors: tableTensors(columns, rules),
    open(table, owner) {
      const writers = columns.map((column) => {
        const cells = table.column(column.name);
        const place = { owner, column: column.name, describeRow: table.describeRow };
        if (column.kind === 'numeric') return numericWriter(column, rules, cells, place);
        if (column.kind === 'date') return dateWriter(column, rules, cells, place);
        return categoricalWriter(column, rules, cells, place);
      });
      return (rows) => {
        const values = new Float32Array(rows.length * width);
        const notes = new Map<string, InputNotes>();
        let offset = 0;
        writers.forEach((write, index) => {
          notes.set(columns[index]?.name ?? '', write(rows, { values, width, offset }));
          offset += specs[index]?.length ?? 0;
        });
        return { values, notes };
      };
    },
  };
}
