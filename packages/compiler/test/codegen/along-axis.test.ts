import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { type ConstantData, elementType, type Value } from '../../src/graph/value.ts';
import { type Example, expectAlike, float, nameOf, noise, whole } from './example.ts';
import { run, runByOnnxRuntime } from './run.ts';

const shape = [3, 7, 5];
const ties = float(Array.from({ length: 105 }, (_, index) => ((index * 31) % 17) % 4));
const axes = [0, 1, 2];

const sums: readonly Example[] = axes.flatMap((axis) =>
  [0, 1].flatMap((exclusive) =>
    [0, 1].flatMap((reverse) =>
      [noise(105), whole(105)].map((numbers): Example => ({
        type: 'CumSum',
        given: [[numbers, shape]],
        shape,
        known: (graph) => [graph.constant(Int32Array.of(axis), [], 'int32')],
        attributes: { exclusive, reverse },
      })),
    ),
  ),
);

/** The places that an operator gives, here and by ONNX Runtime. */
async function placesOf(
  give: (graph: Graph, x: Value) => readonly Value[],
  numbers: ConstantData,
): Promise<readonly [readonly number[][], readonly number[][]]> {
  const graph = new Graph();
  const x = graph.input('x', { shape, dtype: numbers instanceof Float32Array ? 'float32' : 'int32' });
  const outputs = give(graph, x).map((value) => {
    if (value.dtype !== 'int64') return value;
    return graph.op('Cast', [value], { shape: value.shape, dtype: 'int32' }, { to: elementType.int32 });
  });
  const given = new Map([[x, numbers]]);
  return [await run(graph, outputs, given), await runByOnnxRuntime(graph, outputs, given)];
}

describe('cumulative sums', () => {
  it.each(sums.map((example) => [nameOf(example), example] as const))('%s', (_, example) => expectAlike(example));
});

describe.each(['ArgMax', 'ArgMin'])('%s', (type) => {
  it.each(axes.flatMap((axis) => [ties, noise(105), whole(105)].map((numbers) => [axis, numbers] as const)))(
    'along axis %i finds the first',
    async (axis, numbers) => {
      const [ours, theirs] = await placesOf((graph, x) => {
        const spec = { shape: shape.map((side, at) => (at === axis ? 1 : side)), dtype: 'int64' } as const;
        return [graph.op(type, [x], spec, { axis, keepdims: 1 })];
      }, numbers);
      expect(ours).toEqual(theirs);
    },
  );
});

describe('TopK', () => {
  it.each([1, 2, 5].flatMap((k) => [ties, noise(105), whole(105)].map((numbers) => [k, numbers] as const)))(
    'gives the largest %i, in order, and of equal ones the first',
    async (k, numbers) => {
      const [ours, theirs] = await placesOf((graph, x) => {
        const spec = { shape: [3, 7, k], dtype: x.dtype };
        return graph.ops('TopK', [x, graph.ints([k])], [spec, { ...spec, dtype: 'int64' }], { sorted: 1 });
      }, numbers);
      expect(ours).toEqual(theirs);
    },
  );
});

describe('rows by several indices', () => {
  it.each([
    [1, [4, 1], [4, 4, 5], [2, 0, -1, -3]],
    [2, [4, 2], [4, 5], [0, 1, 2, 3, 0, -4, -1, 0]],
    [3, [2, 3], [2], [0, 1, 2, 2, -1, -5]],
  ])('GatherND over %i axes', async (_, indices, result, places) => {
    const graph = new Graph();
    const table = graph.input('x', { shape: [3, 4, 5], dtype: 'float32' });
    const given = graph.input('x', { shape: indices, dtype: 'int32' });
    const long = graph.op('Cast', [given], { shape: indices, dtype: 'int64' }, { to: elementType.int64 });
    const rows = graph.op('GatherND', [table, long], { shape: result, dtype: 'float32' });
    const numbers = new Map<Value, ConstantData>([
      [table, noise(60)],
      [given, Int32Array.from(places)],
    ]);
    expect(await run(graph, [rows], numbers)).toEqual(await runByOnnxRuntime(graph, [rows], numbers));
  });

  it('ScatterElements adds numbers to a row', async () => {
    const graph = new Graph();
    const [row, given, added] = [
      graph.input('x', { shape: [6], dtype: 'float32' }),
      graph.input('x', { shape: [5], dtype: 'int32' }),
      graph.input('x', { shape: [5], dtype: 'float32' }),
    ];
    const long = graph.op('Cast', [given], { shape: [5], dtype: 'int64' }, { to: elementType.int64 });
    const sums = graph.op('ScatterElements', [row, long, added], row, { axis: 0, reduction: 'add' });
    const numbers = (places: readonly number[]): Map<Value, ConstantData> =>
      new Map<Value, ConstantData>([
        [row, float([1, 2, 3, 4, 5, 6])],
        [given, Int32Array.from(places)],
        [added, float([10, 20, 30, 40, 50])],
      ]);
    expect(await run(graph, [sums], numbers([0, 3, 0, -1, 2]))).toEqual([[41, 2, 53, 24, 5, 46]]);
    await expect(run(graph, [sums], numbers([0, 3, 6, 0, 0]))).rejects.toThrow(
      'an index must be at least -6 and less than 6, received 6',
    );
  });
});
