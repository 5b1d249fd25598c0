import type { Split } from '@equipoise/core';

/** A value that must be there. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

/** The element at an index, which must be there. */
export function at<Value>(list: ArrayLike<Value>, index: number): Value {
  return known(list[index]);
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
