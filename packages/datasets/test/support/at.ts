/** The element at an index, which must be there. */
export function at<Value>(list: ArrayLike<Value> | undefined, index: number): Value {
  const value = list?.[index];
  if (value === undefined) throw new Error(`nothing at ${index}`);
  return value;
}

/** The labels of a task, which must be there. */
export function valuesOf(
  split: { labels: Readonly<Record<string, { values: Float32Array }>> },
  task: string,
): Float32Array {
  const labels = split.labels[task];
  if (!labels) throw new Error(`no labels of ${task}`);
  return labels.values;
}
