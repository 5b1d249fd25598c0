import { describe, expect, it } from 'vitest';

import type { Dataset } from '../../src/data/dataset.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tokenEncoder } from '../../src/encoders/token-encoder.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { random } from '../../src/random.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { Task } from '../../src/tasks/task.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf } from '../support/graphs.ts';
import { table } from '../support/tables.ts';

const inputs = {
  left: { shape: [2], dtype: 'float32' },
  right: { shape: [3], dtype: 'float32' },
} satisfies Record<string, TensorSpec>;
const tasks: readonly Task[] = [
  { name: 'a', kind: regression(), input: 'left' },
  { name: 'b', kind: regression(), input: 'right' },
  { name: 'c', kind: regression() },
];

describe('hard sharing of two inputs', () => {
  const graph = graphOf({ inputs, tasks, encoder: mlp({ hidden: [1] }) });

  it('has an encoder for each input, which the tasks share that read it', () => {
    expect(graph.parameters.map(({ path }) => path)).toEqual([
      'encoders/left/dense-0/kernel',
      'encoders/left/dense-0/bias',
      'encoders/right/dense-0/kernel',
      'encoders/right/dense-0/bias',
      ...['a', 'b', 'c'].flatMap((name) => [`heads/${name}/dense-0/kernel`, `heads/${name}/dense-0/bias`]),
    ]);
    // Of no named input, all: c reads both.
    expect(graph.partition.users).toEqual([[0, 2], [0, 2], [1, 2], [1, 2], [0], [0], [1], [1], [2], [2]]);
    expect(graph.partition.shared.slice(0, 4)).toEqual([true, true, true, true]);
  });

  it('computes each task from the inputs that it reads', () => {
    // left: x₀ + 2 x₁ + 3; right: x₀ + x₁ + x₂ + 4; heads ×1, ×10 + 1, and 100 times left plus right.
    const vector = [1, 2, 3, 1, 1, 1, 4, 1, 0, 10, 1, 100, 1, 0];
    const found = outputsOf(graph, vector, {
      left: [
        [1, 1],
        [0, 2],
      ],
      right: [
        [1, 2, 3],
        [0, 0, 1],
      ],
    });
    expectClose(found.a?.values ?? [], [6, 7], 1e-6);
    expectClose(found.b?.values ?? [], [101, 51], 1e-6);
    expectClose(found.c?.values ?? [], [610, 705], 1e-6);
  });

  it('takes an encoder for each input by its name, and the one that suits the others', () => {
    const some = graphOf({ inputs, tasks, encoder: { right: mlp({ hidden: [5] }) } });
    const shapes = new Map(some.parameters.map(({ path, shape }) => [path, shape]));
    expect(shapes.get('encoders/right/dense-0/kernel')).toEqual([3, 5]);
    expect(shapes.get('encoders/left/dense-0/kernel')).toEqual([2, 64]);
  });

  it('joins the features of tokens pooled over the sequence, each feature as its greatest', () => {
    const text: TensorSpec = { shape: [3], dtype: 'int32', vocabulary: 3 };
    const [token, numbers] = [tokenEncoder({ embedding: 1, filters: [2], window: 1 }), mlp({ hidden: [1] })];
    const both = graphOf({
      inputs: { left: text, right: { shape: [1], dtype: 'float32' } },
      tasks: [{ name: 'c', kind: regression() }],
      encoder: { left: token, right: numbers },
    });
    // Vectors 1 and 2 of the tokens, filters ×1 and ×−1 + 2; numbers ×1; the head adds 1, 10 and 100 times the features.
    const vector = [9, 1, 2, 1, -1, 0, 2, 1, 0, 1, 10, 100, 0];
    const found = outputsOf(both, vector, { left: [[1, 2, 0]], right: [[5]] });
    expect(found.c?.values).toEqual([2 + 10 * 1 + 100 * 5]);
  });

  it('leaves an input out that no task reads', () => {
    const some = graphOf({ inputs, tasks: tasks.slice(0, 1), encoder: mlp({ hidden: [1] }) });
    expect(some.parameters.map(({ path }) => path)[0]).toBe('encoder/dense-0/kernel');
    expect(some.parameterCount).toBe(3 + 2);
  });

  it('refuses a task that reads an input that is not there', () => {
    const wrong: Task[] = [{ name: 'a', kind: regression(), input: 'top' }];
    expect(() => graphOf({ inputs, tasks: wrong })).toThrow(InvalidOptionError);
  });

  it('is trained: each task learns from its own input', async () => {
    const stream = random(4);
    const noise = (count: number): Float32Array => Float32Array.from({ length: count }, () => stream.normal());
    const part = (size: number): Dataset['splits']['validation'] => {
      const [left, right] = [noise(2 * size), noise(3 * size)];
      const at = (values: Float32Array, width: number): Float32Array =>
        Float32Array.from({ length: size }, (_, row) => values[row * width] ?? NaN);
      return { size, inputs: { left, right }, labels: { a: { values: at(left, 2) }, b: { values: at(right, 3) } } };
    };
    const dataset: Dataset = {
      ...table(),
      inputs,
      tasks: tasks.slice(0, 2),
      splits: { train: part(200), validation: part(50) },
    };
    const { model, history } = await fit({
      ...{ dataset, balancer: equal, epochs: 40, batchSize: 20, learningRate: 0.01 },
      encoder: mlp({ hidden: [16] }),
    });
    const { a, b } = history.epochs[history.bestEpoch]?.validation.metrics ?? {};
    expect(Math.min(a?.r2 ?? 0, b?.r2 ?? 0)).toBeGreaterThan(0.95);
    await model.dispose();
  });
});
