import type { Split } from '@equipoise/core';

type List = Float32Array | Int32Array | Uint8Array;

/** The first examples of a split. */
export function beginning(split: Split, size: number): Split {
  if (split.size <= size) return split;
  const first = <Values extends List>(values: Values): Values =>
    values.subarray(0, (values.length / split.size) * size) as Values;
  const inputs = Object.entries(split.inputs).map(([name, values]) => [name, first(values)]);
  const labels = Object.entries(split.labels).map(([task, { values, mask }]) => {
    return [task, { values: first(values), ...(mask && { mask: first(mask) }) }];
  });
  return {
    size,
    inputs: Object.fromEntries(inputs) as Split['inputs'],
    labels: Object.fromEntries(labels) as Split['labels'],
  };
}
