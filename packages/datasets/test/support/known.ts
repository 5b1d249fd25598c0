import type { Dataset, Scale, Split } from '@equipoise/core';

import type { TableDataset, TableSource } from '../../src/index.ts';

/** A value that must be there. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

/** The element at an index, which must be there. */
export function at<Value>(list: ArrayLike<Value>, index: number): Value {
  return known(list[index]);
}

/** The inputs of rows, as a data set of a table encodes them. */
export function encodedBy({ preprocessing }: TableDataset, rows: TableSource): Float32Array | Int32Array {
  return known(preprocessing.encode(rows, 'encode').inputs.table);
}

/** How the labels of a task are standardised. */
export function scaleOf({ tasks }: Pick<Dataset, 'tasks'>, name: string): Scale {
  return known(tasks.find((task) => task.name === name)?.kind.scales?.[0]);
}

/** The values of an input, which must be there. */
export function inputOf(split: Split, name: string): Float32Array | Int32Array {
  return known(split.inputs[name]);
}

/** The labels of a task, which must be there. */
export function valuesOf(
  split: { labels: Readonly<Record<string, { values: Float32Array | Int32Array }>> },
  task: string,
): Float32Array | Int32Array {
  return known(split.labels[task]).values;
}
