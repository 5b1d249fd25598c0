import {
  DataError,
  type Dataset,
  type InputPreprocessing,
  type Labels,
  labelsOf,
  preprocessing,
  sizeOf,
  type Split,
  tableInput,
  type TableInputOptions,
} from '@equipoise/core';

type Columns = NonNullable<TableInputOptions['columns']>;

/** A table that is joined with others. */
interface Joined {
  readonly dataset: Dataset;
  /** The name of its only input. */
  readonly input: string;
  /** Its columns, under their names in the joined table. */
  readonly columns: Columns;
}

/**
 * Several tables with different columns as one data set, so that one encoder learns from all: a row has the columns of every table. Those of the tables
 * that it is not from are as a missing cell is encoded, and its labels of their tasks are missing. A column goes by the name of its table, a point and its own.
 *
 * @param name - The name of the data set.
 * @param tables - Data sets of one table each, in memory, by the names of the tables; their tasks have different names.
 * @throws {@link @equipoise/core!DataError} when one is no table with its preprocessing.
 */
export function joinTables(name: string, tables: Readonly<Record<string, Dataset>>): Dataset {
  const joined = Object.entries(tables).map(([table, dataset]) => joinedTable(name, table, dataset));
  const rows = tableInput({ columns: joined.flatMap(({ columns }) => [...columns]) });
  const blank = encodeBlank(rows);
  const places = placesOf(rows, joined);
  const tasks = joined.flatMap(({ dataset }) => [...dataset.tasks]);
  const joinSplit = (split: 'train' | 'validation' | 'test'): Split => {
    const parts = joined.map(({ dataset, input }) => ({ examples: memory(name, dataset, split), input }));
    return {
      size: parts.reduce((sum, { examples }) => sum + examples.size, 0),
      inputs: { rows: joinRows(parts, places, blank) },
      labels: Object.fromEntries(
        tasks.map(({ name: task, kind }) => [
          task,
          joinLabels(
            parts.map(({ examples }) => [examples.size, labelsOf(examples, task)]),
            sizeOf(kind.labels),
          ),
        ]),
      ),
    };
  };
  return {
    name,
    inputs: { rows: rows.spec },
    tasks,
    preprocessing: preprocessing({ inputs: { rows } }),
    splits: { train: joinSplit('train'), validation: joinSplit('validation'), test: joinSplit('test') },
  };
}

function joinedTable(name: string, table: string, dataset: Dataset): Joined {
  const [[input, own] = ['', undefined], ...others] = Object.entries(dataset.preprocessing?.inputs ?? {});
  const columns = own?.config.name === 'tableInput' ? (own.config.options.columns as Columns) : undefined;
  if (!columns || others.length > 0) throw new DataError(`${name}: ${dataset.name} must have one input, a table.`);
  return { dataset, input, columns: columns.map((column) => ({ ...column, name: `${table}.${column.name}` })) };
}

function memory(name: string, { splits, name: part }: Dataset, split: 'train' | 'validation' | 'test'): Split {
  const found = splits[split];
  if (found && 'inputs' in found) return found;
  throw new DataError(`${name}: ${part} must have its split ${split} in memory.`);
}

/** A row of missing cells. */
function encodeBlank(rows: InputPreprocessing): Float32Array {
  const cells = Object.fromEntries(rows.columns.map((column) => [column, null]));
  const { inputs } = preprocessing({ inputs: { rows } }).encode([cells]);
  return Float32Array.from(inputs.rows ?? []);
}

/** The place in a joined row of each value of a row of each table: numbers of all tables come first, then dates, then categories. */
function placesOf(rows: InputPreprocessing, joined: readonly Joined[]): readonly (readonly number[])[] {
  const widthOf = (column: Columns[number]): number => sizeOf(tableInput({ columns: [column] }).spec);
  const known = new Map(joined.flatMap(({ columns }) => columns.map((column) => [column.name, widthOf(column)])));
  let next = 0;
  const starts = new Map(
    rows.columns.map((column) => {
      const start = next;
      next += known.get(column) ?? 0;
      return [column, start];
    }),
  );
  return joined.map(({ columns }) =>
    tableInput({ columns }).columns.flatMap((column) =>
      Array.from({ length: known.get(column) ?? 0 }, (_, index) => (starts.get(column) ?? 0) + index),
    ),
  );
}

function joinRows(
  parts: readonly { readonly examples: Split; readonly input: string }[],
  places: readonly (readonly number[])[],
  blank: Float32Array,
): Float32Array {
  const size = parts.reduce((sum, { examples }) => sum + examples.size, 0);
  const values = new Float32Array(size * blank.length);
  let row = 0;
  for (const [part, { examples, input }] of parts.entries()) {
    const [own, place] = [examples.inputs[input] ?? new Float32Array(0), places[part] ?? []];
    for (let index = 0; index < examples.size; index += 1, row += 1) {
      values.set(blank, row * blank.length);
      place.forEach((at, column) => {
        values[row * blank.length + at] = own[index * place.length + column] ?? 0;
      });
    }
  }
  return values;
}

function joinLabels(parts: readonly (readonly [size: number, labels: Labels | undefined])[], width: number): Labels {
  const size = parts.reduce((sum, [rows]) => sum + rows, 0);
  const [values, mask] = [new Float32Array(size * width), new Uint8Array(size)];
  let start = 0;
  for (const [rows, labels] of parts) {
    if (labels) {
      values.set(labels.values, start * width);
      mask.set(labels.mask ?? new Uint8Array(rows).fill(1), start);
    }
    start += rows;
  }
  return { values, mask };
}
