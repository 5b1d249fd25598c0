import type { Dataset, Split } from '../../src/data/dataset.ts';
import type { TensorSpec } from '../../src/layers/layer.ts';
import { random } from '../../src/random.ts';
import { sizeOf } from '../../src/size-of.ts';
import { sumAndLargest } from './tables.ts';

/** An input of each kind that encoders take. */
export const smallInputs = {
  rows: {
    shape: [4],
    dtype: 'float32',
    columns: [{ name: 'size' }, { name: 'colour', levels: 3 }, { name: 'age' }, { name: 'city', levels: 4 }],
  },
  numbers: { shape: [4], dtype: 'float32' },
  text: { shape: [9], dtype: 'int32', vocabulary: 12 },
  images: { shape: [8, 8, 2], dtype: 'float32' },
} as const satisfies Readonly<Record<string, TensorSpec>>;

/** The name of an input. */
export type SmallInput = keyof typeof smallInputs;

/**
 * A seeded data set with one input, and with labels that do not depend on it: for tests of what training does, not of what it learns.
 *
 * @param kind - The input.
 */
export function smallDataset(kind: SmallInput): Dataset & { readonly splits: Record<'train' | 'test', Split> } {
  const { [kind]: spec } = smallInputs;
  return {
    name: kind,
    inputs: { input: spec },
    tasks: sumAndLargest,
    splits: { train: part(spec, 'train', 24), validation: part(spec, 'validation', 12), test: part(spec, 'test', 12) },
  };
}

function part(spec: TensorSpec, name: string, size: number): Split {
  const stream = random(7).fork(name);
  const input = Array.from({ length: size }, () => exampleOf(spec, () => stream.next())).flat();
  return {
    size,
    inputs: { input: spec.dtype === 'int32' ? Int32Array.from(input) : Float32Array.from(input) },
    labels: {
      sum: { values: Float32Array.from({ length: size }, () => stream.next()) },
      largest: { values: Float32Array.from({ length: size }, () => stream.integer(3)) },
    },
  };
}

function exampleOf({ shape, columns, vocabulary }: TensorSpec, next: () => number): readonly number[] {
  const numbers = Array.from({ length: sizeOf({ shape }) }, () => 2 * next() - 1);
  if (columns) return columns.map(({ levels }, at) => (levels ? Math.floor(next() * levels) : (numbers[at] ?? 0)));
  if (vocabulary === undefined) return numbers;
  const tokens = 1 + Math.floor(next() * numbers.length); // The rest is padding.
  return numbers.map((_, at) => (at < tokens ? 1 + Math.floor(next() * (vocabulary - 1)) : 0));
}
