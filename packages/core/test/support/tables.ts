import type { Dataset, Labels, Split } from '../../src/dataset.ts';
import { random } from '../../src/random.ts';
import type { Task } from '../../src/task.ts';

/** A regression and a classification that can both be learnt from four numbers. */
export const sumAndSign: readonly Task[] = [
  { name: 'sum', kind: 'regression' },
  { name: 'largest', kind: 'multiclass', outputs: 3 },
];

/** How large a {@link table} is, and what is missing of it. */
export interface TableOptions {
  /** Training examples; the other splits have half as many. */
  readonly size?: number;
  /** Which labels the training split has: task → example → whether it has the label. */
  readonly present?: Readonly<Record<string, (example: number) => boolean>>;
}

/**
 * A seeded table of four columns in ±1, with the tasks {@link sumAndSign}: `sum` is x₀ + 2x₁ − x₃ and `largest` is the place
 * of the largest of x₀, x₁, x₂.
 *
 * @param options - How large it is.
 */
export function table({ size = 40, present = {} }: TableOptions = {}): Dataset {
  const half = Math.max(1, Math.floor(size / 2));
  return {
    name: 'table',
    input: { kind: 'tabular', width: 4 },
    tasks: sumAndSign,
    splits: { train: part('train', size, present), validation: part('validation', half), test: part('test', half) },
  };
}

function part(label: string, size: number, present: TableOptions['present'] = {}): Split {
  const stream = random(7).fork(label);
  const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => 2 * stream.next() - 1));
  const labelled = (task: string, values: number[]): Labels => {
    const { [task]: has } = present;
    const marks = has && Uint8Array.from(values, (_, example) => Number(has(example)));
    return { values: Float32Array.from(values), ...(marks && { present: marks }) };
  };
  const sums = rows.map(([a = 0, b = 0, , d = 0]) => a + 2 * b - d);
  const largest = rows.map(([a = 0, b = 0, c = 0]) => [a, b, c].indexOf(Math.max(a, b, c)));
  return {
    size,
    inputs: Float32Array.from(rows.flat()),
    labels: { sum: labelled('sum', sums), largest: labelled('largest', largest) },
  };
}
