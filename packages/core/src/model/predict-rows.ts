import type { ExampleSpecs } from '../data/batch.ts';
import type { Labels, Split } from '../data/dataset.ts';
import { inputsRead } from '../data/select-tasks.ts';
import { DataError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { labelsOfTable } from '../preprocessing/labels-of-table.ts';
import type { Preprocessing } from '../preprocessing/preprocessing.ts';
import { preprocessing } from '../preprocessing/rows-preprocessing.ts';
import { type Columns, type Rows, type Table, toTable } from '../preprocessing/table/table.ts';
import { predictionSize } from '../tasks/prediction-size.ts';
import type { Task } from '../tasks/task.ts';

/**
 * The preprocessing of a model that must have one.
 *
 * @param owner - Who needs it, for the error.
 * @param preprocessing - How rows become inputs, where that is known.
 * @throws {@link DataError} when it is not.
 */
export function needPreprocessing(owner: string, preprocessing: Preprocessing | undefined): Preprocessing {
  if (preprocessing) return preprocessing;
  throw new DataError(
    `${owner}: the model must know how rows become inputs, its data set did not say; use typed arrays.`,
  );
}

/**
 * The preprocessing of some inputs only.
 *
 * @param known - How rows become each input.
 * @param names - The names of the inputs.
 */
export function preprocessingOf({ inputs, targets }: Preprocessing, names: readonly string[]): Preprocessing {
  const read = Object.entries(inputs).filter(([name]) => names.includes(name));
  return preprocessing({ inputs: Object.fromEntries(read), targets });
}

/**
 * Whether examples are a split rather than rows, a table or columns.
 *
 * @param examples - The examples.
 */
export function isSplitOfExamples(examples: object): examples is Split {
  return isRecord(examples) && typeof examples.size === 'number' && isRecord(examples.inputs);
}

/**
 * Rows with labels as a split: the columns of the targets that the rows have hold the labels. It has the inputs that the tasks with labels read.
 *
 * @param source - A table, its columns, or its rows.
 * @param known - How rows become inputs.
 * @param specs - The inputs and tasks of the model.
 * @throws {@link DataError} when an input column is not there, no column has labels, or a cell is not what it must be.
 */
export function labelledSplit(source: Table | Columns | Rows, known: Preprocessing, specs: ExampleSpecs): Split {
  const owner = 'evaluate';
  const table = toTable(owner, source);
  const { targets } = known;
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const labels = specs.tasks.flatMap(({ name, kind }): [string, Labels][] => {
    const column = Object.hasOwn(targets, name) ? targets[name] : undefined;
    if (column === undefined || !table.columns.includes(column)) return [];
    return [[name, labelsOfTable(kind, { owner, table, column })(rows)]];
  });
  if (labels.length === 0) {
    const columns = Object.values(targets);
    throw new DataError(
      `${owner}: the table must have a column with labels: ${columns.join(', ') || 'none is known'}.`,
    );
  }
  const labelled = specs.tasks.filter(({ name }) => labels.some(([task]) => task === name));
  const read = Object.keys(inputsRead({ inputs: specs.inputs, tasks: labelled }));
  const { size, inputs } = preprocessingOf(known, read).open(table, owner)(rows);
  return { size, inputs, labels: Object.fromEntries(labels) };
}

/**
 * Outputs of a model in the user's terms, row by row.
 *
 * @param outputs - Each task's outputs, by its name.
 * @param tasks - The tasks.
 * @param size - How many rows there are.
 */
export function decodeRows(
  outputs: Readonly<Record<string, Float32Array>>,
  tasks: readonly Task[],
  size: number,
): Readonly<Record<string, unknown>>[] {
  const widths = tasks.map(({ kind }) => predictionSize(kind));
  return Array.from({ length: size }, (_, row) =>
    Object.fromEntries(
      tasks.map(({ name, kind }, index) => {
        const width = widths[index] ?? 0;
        return [name, kind.decode((outputs[name] ?? none).subarray(row * width, (row + 1) * width))];
      }),
    ),
  );
}

const none = new Float32Array(0);
