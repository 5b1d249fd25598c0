import { describe, expect, it } from 'vitest';

import { mmoe } from '../../src/architectures/mmoe.ts';
import { cnn } from '../../src/encoders/cnn.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { tabular } from '../../src/encoders/tabular.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { flatten } from '../../src/layers/flatten.ts';
import { maxPool } from '../../src/layers/max-pool.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { random } from '../../src/random.ts';
import { expectClose } from '../support/expect-close.ts';
import { graphOf, outputsOf, row } from '../support/graphs.ts';

const rows = [
  [0.5, -1, 2, 0.25],
  [1.5, 0, -0.5, -2],
  [0, 1, 1, 3],
];

describe('a mixture of experts', () => {
  const graph = graphOf({ architecture: mmoe({ experts: 3 }), encoder: mlp({ hidden: [2] }) });

  it('has experts that the tasks share, and a gate and a head for each task', () => {
    const dense = (path: string): string[] => [`${path}/dense-0/kernel`, `${path}/dense-0/bias`];
    expect(graph.parameters.map(({ path }) => path)).toEqual([
      ...[0, 1, 2].flatMap((expert) => dense(`experts/${expert}`)),
      'gates/sum/kernel',
      'gates/largest/kernel',
      ...dense('heads/sum'),
      ...dense('heads/largest'),
    ]);
    expect(graph.partition.users).toEqual([
      ...new Array<number[]>(6).fill([0, 1]),
      ...[[0], [1]],
      ...[[0], [0]],
      ...[[1], [1]],
    ]);
    expect(graph.partition.shared).toEqual(graph.partition.users.map((users) => users.length > 1));
  });

  it('is head(Σ softmax(W x)ₑ · expertₑ(x)), in double precision', () => {
    const stream = random(3);
    const vector = Float32Array.from({ length: graph.parameterCount }, () => stream.normal());
    const found = outputsOf(graph, vector, { input: rows });
    let start = 0;
    const matrix = (height: number, width: number): number[][] =>
      Array.from({ length: height }, () => [...vector.slice(start, (start += width))]);
    const experts = [0, 1, 2].map(() => ({ kernel: matrix(4, 2), bias: matrix(1, 2)[0] ?? [] }));
    const gates = [matrix(4, 3), matrix(4, 3)];
    const heads = [1, 3].map((units) => ({ kernel: matrix(2, units), bias: matrix(1, units)[0] ?? [] }));
    const times = (x: readonly number[], w: readonly (readonly number[])[]): number[] =>
      (w[0] ?? []).map((_, column) => x.reduce((sum, value, at) => sum + value * (w[at]?.[column] ?? NaN), 0));
    [found.sum, found.largest].forEach((output, task) => {
      const expected = rows.flatMap((x) => {
        const features = experts.map(({ kernel, bias }) =>
          times(x, kernel).map((value, at) => Math.max(0, value + (bias[at] ?? NaN))),
        );
        const powers = times(x, gates[task] ?? []).map(Math.exp);
        const total = powers.reduce((sum, value) => sum + value, 0);
        const mixed = [0, 1].map((at) =>
          features.reduce((sum, each, expert) => sum + ((powers[expert] ?? NaN) / total) * (each[at] ?? NaN), 0),
        );
        const { kernel = [], bias = [] } = heads[task] ?? {};
        return times(mixed, kernel).map((value, at) => value + (bias[at] ?? NaN));
      });
      expectClose(output?.values ?? [], expected, 1e-5);
    });
  });

  it('begins with gates of 0: all experts have equal weights', () => {
    const { parameters } = graph.init(random(1));
    for (const { path, offset, size } of graph.parameters) {
      const values = new Set(parameters.slice(offset, offset + size));
      expect(values.has(0) && values.size === 1).toBe(path.startsWith('gates/'));
    }
  });

  it('has gates over all pixels of an image', () => {
    const inputs = { input: { shape: [6, 6, 2], dtype: 'float32' as const } };
    const encoder = cnn({ filters: [2], kernel: 3, features: 5 });
    const images = graphOf({ architecture: mmoe({ experts: 2 }), inputs, encoder });
    expect(images.parameters.find(({ path }) => path === 'gates/sum/kernel')?.shape).toEqual([72, 2]);
    const flat = sequential([maxPool(), flatten()]);
    const { users } = graphOf({ architecture: mmoe(), inputs, encoder: flat }).partition;
    expect(users.every(({ length }) => length === 1)).toBe(true);
  });

  it('has gates over the vectors of categories, not over their numbers', () => {
    const columns = [{ name: 'age' }, { name: 'town', levels: 10 }];
    const inputs = { input: { shape: [2], dtype: 'float32' as const, columns } };
    const { parameters } = graphOf({ architecture: mmoe({ experts: 2 }), inputs, encoder: tabular({ hidden: [3] }) });
    const shapes = new Map(parameters.map(({ path, shape }) => [path, shape]));
    expect(shapes.get('gates/sum/town')).toEqual([10, 6]); // As the encoder's: 1.6 · 10^0.56 = 5.8.
    expect(shapes.get('gates/sum/kernel')).toEqual([1 + 6, 2]);
  });

  it('takes one input of numbers, and encoders that end in a vector', () => {
    const architecture = mmoe();
    expect(() => graphOf({ architecture, inputs: { left: row, right: row } })).toThrow(
      'mmoe: option `input` must be one input of numbers, received ["left","right"].',
    );
    const tokens = { shape: [4], dtype: 'int32' as const, vocabulary: 9 };
    expect(() => graphOf({ architecture, inputs: { input: tokens } })).toThrow(InvalidOptionError);
    const inputs = { input: { shape: [4, 4, 1], dtype: 'float32' as const } };
    expect(() => graphOf({ architecture, inputs, encoder: maxPool() })).toThrow(
      'mmoe: option `encoder` must be one that ends in a vector for each example, received [2,2,1].',
    );
    expect(() => mmoe({ experts: 0 })).toThrow('mmoe: option `experts` must be a whole number of at least 1');
  });
});
