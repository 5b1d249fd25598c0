import type { Dataset, Split } from '../../src/data/dataset.ts';
import { random } from '../../src/random.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import type { Task } from '../../src/tasks/task.ts';

/** Two events, the second of which is possible only after the first. */
export const clickAndBuy: readonly Task[] = ['click', 'buy'].map((name) => ({ name, kind: binary() }));

/**
 * A seeded data set of rows of four numbers, shown to somebody who may click, and then may buy.
 *
 * @param size - Training examples; the other splits have as many.
 */
export function events(size = 60): Dataset & { readonly splits: Record<'train' | 'test', Split> } {
  const part = (name: string): Split => {
    const stream = random(9).fork(name);
    const rows = Array.from({ length: size }, () => Array.from({ length: 4 }, () => stream.normal()));
    const click = rows.map(([a = 0, b = 0]) => Number(a + b > 0));
    const buy = rows.map(([, b = 0, c = 0], row) => (c - b > 0 ? (click[row] ?? 0) : 0));
    return {
      size,
      inputs: { input: Float32Array.from(rows.flat()) },
      labels: { click: { values: Float32Array.from(click) }, buy: { values: Float32Array.from(buy) } },
    };
  };
  return {
    name: 'events',
    inputs: { input: { shape: [4], dtype: 'float32' } },
    tasks: clickAndBuy,
    splits: { train: part('train'), validation: part('validation'), test: part('test') },
  };
}
