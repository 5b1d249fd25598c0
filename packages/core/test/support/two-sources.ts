import type { Dataset, Labels, Split } from '../../src/data/dataset.ts';
import { random } from '../../src/random.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { regression } from '../../src/tasks/kinds/regression.ts';

/** How large the sources are. */
export interface SourceSizes {
  /** Training examples of the first source. */
  readonly first?: number;
  /** Training examples of the second. */
  readonly second?: number;
  /** The name of the input of the second: `shared` is that of the first. */
  readonly input?: 'shared' | 'grid';
}

/**
 * Two seeded sources. The first has four numbers as its input `shared` and the tasks `sum` (x₀ + 2x₁ − x₃) and `largest` (the place of the largest of
 * x₀, x₁, x₂). The second has the task `positive` (whether x₀ + x₁ > 0), over four numbers of the same input or over an input of its own, `grid`,
 * of two rows of three numbers.
 *
 * @param options - How large they are.
 */
export function twoSources({ first = 60, second = 20, input = 'grid' }: SourceSizes = {}): Readonly<
  Record<'table' | 'signs', Dataset & { readonly splits: Record<'train' | 'test', Split> }>
> {
  const numbers = { shape: [4], dtype: 'float32' } as const;
  const grid = { shape: [2, 3], dtype: 'float32' } as const;
  const secondInput = input === 'shared' ? numbers : grid;
  return {
    table: {
      name: 'table',
      inputs: { shared: numbers },
      tasks: [
        { name: 'sum', kind: regression() },
        { name: 'largest', kind: multiclass({ classes: 3 }) },
      ],
      splits: splitsOf('table', first, 'shared', 4, ([a = 0, b = 0, c = 0, d = 0]) => ({
        sum: a + 2 * b - d,
        largest: [a, b, c].indexOf(Math.max(a, b, c)),
      })),
    },
    signs: {
      name: 'signs',
      inputs: { [input]: secondInput },
      tasks: [{ name: 'positive', kind: binary() }],
      splits: splitsOf('signs', second, input, input === 'shared' ? 4 : 6, ([a = 0, b = 0]) => ({
        positive: Number(a + b > 0),
      })),
    },
  };
}

function splitsOf(
  name: string,
  size: number,
  input: string,
  width: number,
  answer: (row: readonly number[]) => Readonly<Record<string, number>>,
): Record<'train' | 'validation' | 'test', Split> {
  const part = (of: string, count: number): Split => {
    const stream = random(11).fork(`${name}, ${of}`);
    const rows = Array.from({ length: count }, () => Array.from({ length: width }, () => 2 * stream.next() - 1));
    const answers = rows.map(answer);
    const labels = Object.keys(answers[0] ?? {}).map((task): [string, Labels] => [
      task,
      { values: Float32Array.from(answers, (each) => each[task] ?? 0) },
    ]);
    return { size: count, inputs: { [input]: Float32Array.from(rows.flat()) }, labels: Object.fromEntries(labels) };
  };
  const half = Math.ceil(size / 2);
  return { train: part('train', size), validation: part('validation', half), test: part('test', half) };
}
