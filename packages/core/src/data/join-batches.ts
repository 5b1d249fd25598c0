import type { HostTensor } from '@equipoise/compiler';

import { inputsOf } from '../architectures/architecture.ts';
import { at } from '../at.ts';
import type { Task } from '../tasks/task.ts';
import type { Batch, BatchLabels, ExampleSpecs } from './batch.ts';
import { labelsOf } from './dataset.ts';
import { blankValues, joinedValues } from './joined-values.ts';

/**
 * Batches of several sources as one. Each input has the examples of the batches that have it, one batch after the other; the labels of a task
 * are as many as the examples of its inputs, masked where the batch of an example has none. So an encoder sees no example of a source without its input.
 *
 * @param batches - The batches: a task's inputs are in the same ones.
 * @param specs - All inputs and tasks.
 */
export function joinBatches(batches: readonly Batch[], { inputs, tasks }: ExampleSpecs): Batch {
  if (batches.length === 1) return at(batches, 0);
  const having = (input: string): readonly Batch[] => batches.filter((batch) => Object.hasOwn(batch.inputs, input));
  const joined = Object.keys(inputs).flatMap((name) => {
    const parts = having(name).flatMap(({ inputs: { [name]: part } }) => (part ? [part] : []));
    return parts.length > 0 ? [[name, concatenated(parts)]] : [];
  });
  const labels = tasks.flatMap((task) => {
    const rows = having(at(inputsOf(task, inputs), 0));
    return rows.some((batch) => Object.hasOwn(batch.labels, task.name)) ? [[task.name, joinLabels(task, rows)]] : [];
  });
  return {
    size: batches.reduce((sum, { size }) => sum + size, 0),
    inputs: Object.fromEntries(joined) as Batch['inputs'],
    labels: Object.fromEntries(labels) as Batch['labels'],
  };
}

function joinLabels({ name, kind }: Task, batches: readonly Batch[]): BatchLabels {
  const all = batches.map((batch): BatchLabels => {
    const known = labelsOf(batch, name);
    if (known) return known;
    const { size } = batch;
    const data = blankValues(kind.labels, size);
    return { values: { data, shape: [size, ...kind.labels.shape] }, mask: vector(size, 0), weight: null };
  });
  const marks = (of: 'mask' | 'weight'): HostTensor | null => {
    if (all.every((each) => each[of] === null)) return null;
    return concatenated(all.map((each) => each[of] ?? vector(each.values.shape[0] ?? 0, 1)));
  };
  return { values: concatenated(all.map(({ values }) => values)), mask: marks('mask'), weight: marks('weight') };
}

function vector(length: number, value: number): HostTensor {
  return { data: new Float32Array(length).fill(value), shape: [length] };
}

function concatenated(parts: readonly HostTensor[]): HostTensor {
  const [first] = parts;
  const { data, shape } = first ?? { data: new Float32Array(0), shape: [0] };
  const joined = joinedValues(
    parts.map((part) => part.data as Float32Array | Int32Array),
    data instanceof Int32Array ? 'int32' : 'float32',
  );
  return { data: joined, shape: [parts.reduce((sum, part) => sum + (part.shape[0] ?? 0), 0), ...shape.slice(1)] };
}
