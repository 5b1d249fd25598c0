import type { Dataset, Labels, Split } from '../../src/data/dataset.ts';
import { random } from '../../src/random.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';
import type { Task } from '../../src/tasks/task.ts';

/** A regression and a classification that can both be learnt from four numbers. */
export const sumAndLargest: readonly Task[] = [
  { name: 'sum', kind: regression() },
  { name: 'largest', kind: multiclass({ classes: 3 }) },
];

/** How large a {@link table} is, and what is missing of it. */
export interface TableOptions {
  /** Training examples; the other splits have half as many. */
  readonly size?: number;
  /** Which labels the training split has: task → example → whether it has the label. */
  readonly labelled?: Readonly<Record<string, (example: number) => boolean>>;
}

/**
 * A seeded table of four columns in ±1, with the tasks {@link sumAndLargest}: `sum` is x₀ + 2x₁ − x₃ and `largest` is the place
 * of the largest of x₀, x₁, x₂.
 *
 * @param options - How large it is.
 */
export function table(options: TableOptions = {}): Dataset & { readonly splits: Record<'train' | 'test', Split> } {
  const { size = 40, labelled = {} } = options;
  const half = Math.max(1, Math.floor(size / 2));
  return {
    name: 'table',
    inputs: { input: { shape: [4], dtype: 'float32' } },
    tasks: sumAndLargest,
    splits: { train: part('train', size, labelled), validation: part('validation', half), test: part('test', half) },
  };
}

function part(name: string, size: number, labelled: TableOptions['labelled'] = {}): Split {
  const stream = random(7).fork(name);
  const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => 2 * stream.next() - 1));
  const labels = (task: string, values: number[]): Labels => {
    const { [task]: has } = labelled;
    const mask = has && Uint8Array.from(values, (_, example) => Number(has(example)));
    return { values: Float32Array.from(values), ...(mask && { mask }) };
  };
  const sums = rows.map(([a = 0, b = 0, , d = 0]) => a + 2 * b - d);
  const largest = rows.map(([a = 0, b = 0, c = 0]) => [a, b, c].indexOf(Math.max(a, b, c)));
  return {
    size,
    inputs: { input: Float32Array.from(rows.flat()) },
    labels: { sum: labels('sum', sums), largest: labels('largest', largest) },
  };
}
