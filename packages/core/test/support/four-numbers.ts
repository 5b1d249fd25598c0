import type { Dataset, Split } from '../../src/data/dataset.ts';
import { random } from '../../src/random.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';

/** A seeded data set of four numbers in ±1: a regression on x₀ + 2x₁ − x₃, and which of the first three is the largest. */
export function fourNumbers(size = 200): Dataset {
  return {
    name: 'four numbers',
    inputs: { x: { shape: [4], dtype: 'float32' } },
    tasks: [
      { name: 'sum', kind: regression() },
      { name: 'largest', kind: multiclass({ classes: ['first', 'second', 'third'] }) },
    ],
    splits: { train: part('train', size), validation: part('validation', 60), test: part('test', 60) },
  };
}

function part(label: string, size: number): Split {
  const stream = random(7).fork(label);
  const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => 2 * stream.next() - 1));
  const sums = rows.map(([a = 0, b = 0, , d = 0]) => a + 2 * b - d);
  const largest = rows.map(([a = 0, b = 0, c = 0]) => [a, b, c].indexOf(Math.max(a, b, c)));
  return {
    size,
    inputs: { x: Float32Array.from(rows.flat()) },
    labels: { sum: { values: Float32Array.from(sums) }, largest: { values: Int32Array.from(largest) } },
  };
}
