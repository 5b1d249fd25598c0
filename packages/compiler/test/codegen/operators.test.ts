import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { type ConstantData, elementType, type Value } from '../../src/graph/value.ts';
import { sizeOf } from '../../src/host-tensor.ts';
import { type Example, expectAlike, float, nameOf, noise, whole } from './example.ts';
import { run, runByOnnxRuntime } from './run.ts';

const special = [0, -0, 1, -1, 0.5, -2.5, 1.5, 3e38, -3e38, 1e-30, 100, -100, Infinity, -Infinity, NaN];
const volume = [9, 10, 11];
const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));
const unary =
  'Abs Ceil Elu Erf Exp Floor LeakyRelu Log Neg Reciprocal Relu Round Selu Sigmoid Sign Softplus Sqrt Tanh Identity';
const numbers = [float([...special, ...noise(50)]), [special.length + 50]] as const;
const left = [float(pairs.map(([a]) => a)), [pairs.length]] as const;
const right = [float(pairs.map(([, b]) => b)), [pairs.length]] as const;
const truth = Uint8Array.from(pairs, (_, index) => Number(index % 3 === 0));
const indices = Int32Array.of(2, 0, -1, 3, 2);

const ofPairs = (types: string, dtype: Example['dtype'] = 'float32'): readonly Example[] =>
  types.split(' ').map((type) => ({ type, given: [left, right], shape: left[1], dtype }));

const examples: readonly Example[] = [
  ...unary.split(' ').map((type): Example => ({ type, given: [numbers], shape: numbers[1] })),
  ...ofPairs('Add Sub Mul Div Max Min Pow PRelu'),
  { type: 'Mod', given: [left, right], shape: left[1], attributes: { fmod: 1 } },
  {
    type: 'Mod',
    given: [
      [noise(500).map((number) => number * 1e20), [500]],
      [noise(501).slice(1), [500]],
    ],
    shape: [500],
    attributes: { fmod: 1 },
  },
  ...['Relu', 'Sign'].map((type): Example => ({ type, given: [[whole(30), [30]]], shape: [30] })),
  {
    type: 'Clip',
    given: [[whole(30), [30]]],
    shape: [30],
    known: (graph) => [graph.scalarConstant(-3, [], 'int32'), graph.scalarConstant(5, [], 'int32')],
  },
  ...ofPairs('Equal Greater GreaterOrEqual Less LessOrEqual', 'bool'),
  ...['IsNaN', 'IsInf'].map((type): Example => ({ type, given: [numbers], shape: numbers[1], dtype: 'bool' })),
  ...['Max', 'Min'].map((type): Example => ({ type, given: [left, right, right, left], shape: left[1] })),
  ...['Max', 'Min'].flatMap((type) =>
    [0, NaN].map((number): Example => ({
      type,
      given: [left, right],
      shape: left[1],
      known: (graph) => [graph.scalarConstant(number, [], 'float32')],
    })),
  ),
  { type: 'Where', given: [[truth, left[1]], left, right], shape: left[1] },
  {
    type: 'Clip',
    given: [numbers],
    shape: numbers[1],
    known: (graph) => [graph.scalarConstant(-1, [], 'float32'), graph.scalarConstant(2, [], 'float32')],
  },
  ...(['int32', 'bool'] as const).map((to): Example => ({
    type: 'Cast',
    given: [numbers],
    shape: numbers[1],
    dtype: to,
    attributes: { to: elementType[to] },
  })),
  ...(['float32', 'int32'] as const).map((to): Example => ({
    type: 'Cast',
    given: [[truth, left[1]]],
    shape: left[1],
    dtype: to,
    attributes: { to: elementType[to] },
  })),
  ...['Add', 'Sub', 'Mul', 'Max', 'Min', 'Pow'].map((type): Example => ({
    type,
    given: [
      [whole(30), [5, 6]],
      [type === 'Pow' ? whole(6).map((number) => Math.abs(number % 5)) : whole(6), [6]],
    ],
    shape: [5, 6],
  })),
  ...(
    [
      [
        [3, 5],
        [5, 4],
        [3, 4],
      ],
      [
        [2, 3, 5],
        [2, 5, 1],
        [2, 3, 1],
      ],
      [
        [5, 6],
        [3, 6, 7],
        [3, 5, 7],
      ],
      [
        [2, 1, 3, 1],
        [4, 1, 5],
        [2, 4, 3, 5],
      ],
    ] as const
  ).map(([a, b, shape]): Example => ({
    type: 'MatMul',
    given: [
      [whole(sizeOf(a)), a],
      [whole(sizeOf(b)), b],
    ],
    shape,
  })),
  ...['And', 'Or', 'Equal'].map((type): Example => ({
    type,
    given: [
      [truth.slice(0, 30), [5, 6]],
      [truth.slice(30, 35), [5, 1]],
    ],
    shape: [5, 6],
  })),
  { type: 'Transpose', given: [[noise(120), [2, 3, 4, 5]]], shape: [4, 2, 5, 3], attributes: { perm: [2, 0, 3, 1] } },
  { type: 'Transpose', given: [[truth.slice(0, 60), [3, 4, 5]]], shape: [5, 4, 3], attributes: { perm: [2, 1, 0] } },
  { type: 'Expand', given: [[noise(6), [3, 1, 2]]], shape: [4, 3, 5, 2], known: (graph) => [graph.ints([4, 3, 5, 2])] },
  {
    type: 'Pad',
    given: [[noise(24), [2, 3, 4]]],
    shape: [2, 6, 9],
    known: (graph) => [graph.ints([0, 1, 2, 0, 2, 3]), graph.scalarConstant(-2, [], 'float32')],
    attributes: { mode: 'constant' },
  },
  { type: 'Tile', given: [[noise(6), [2, 3]]], shape: [4, 9], known: (graph) => [graph.ints([2, 3])] },
  {
    type: 'Slice',
    given: [[noise(60), [3, 4, 5]]],
    shape: [3, 2, 3],
    known: (graph) => [
      graph.ints([2, -1, 1]),
      graph.ints([-(2 ** 31), -99, 4]),
      graph.ints([0, 1, 2]),
      graph.ints([-1, -3, 1]),
    ],
  },
  {
    type: 'Split',
    given: [[noise(84), [3, 7, 4]]],
    shape: [3, 7, 4],
    known: (graph) => [graph.ints([2, 1, 4])],
    attributes: { axis: 1 },
    parts: { axis: 1, sizes: [2, 1, 4] },
  },
  {
    type: 'Concat',
    given: [
      [noise(12), [3, 4]],
      [noise(3), [3, 1]],
      [noise(21), [3, 7]],
    ],
    shape: [3, 12],
    attributes: { axis: 1 },
  },
  ...['ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd'].flatMap((type) =>
    [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2], [0, 2]].map((axes): Example => ({
      type,
      given: [[noise(9 * 10 * 11), volume]],
      attributes: { axes, keepdims: 1 },
      shape: volume.map((side, axis) => (axes.includes(axis) ? 1 : side)),
    })),
  ),
  {
    type: 'ReduceSum',
    given: [[whole(60), [5, 12]]],
    shape: [12],
    known: (graph) => [graph.ints([0])],
    attributes: { keepdims: 0 },
  },
  ...['Softmax', 'LogSoftmax'].flatMap((type) =>
    [1, 3, 4, 10, 64].map((side): Example => ({
      type,
      given: [[noise(6 * side), [2, 3, side]]],
      shape: [2, 3, side],
      attributes: { axis: 2 },
    })),
  ),
  {
    type: 'Softmax',
    given: [[float([1, Infinity, 0, -Infinity, 5, -Infinity, 1e30, -1e30]), [2, 4]]],
    shape: [2, 4],
    attributes: { axis: 1 },
  },
  ...[0, 1].map((axis): Example => ({
    type: 'Gather',
    given: [
      [noise(4 * 4 * 19), [4, 4, 19]],
      [indices, [5]],
    ],
    shape: axis === 0 ? [5, 4, 19] : [4, 5, 19],
    dtype: 'float32',
    attributes: { axis },
  })),
  {
    type: 'Gather',
    given: [
      [truth.slice(0, 28), [4, 7]],
      [indices, [5]],
    ],
    shape: [5, 7],
    dtype: 'bool',
    attributes: { axis: 0 },
  },
];

describe('an operator gives what it gives by ONNX Runtime', () => {
  it.each(examples.map((example) => [nameOf(example), example] as const))('%s', async (_, example) => {
    await expectAlike(example);
  });

  it.each([0, 1])('ScatterND, adding rows to %i', async (start) => {
    const graph = new Graph();
    const places = graph.input('x', { shape: [4, 2], dtype: 'int32' });
    const rows = graph.input('x', { shape: [4, 5], dtype: 'float32' });
    const spec = { shape: [3, 4, 5], dtype: 'float32' } as const;
    const long = graph.op('Cast', [places], { shape: [4, 2], dtype: 'int64' }, { to: elementType.int64 });
    const sum = graph.op('ScatterND', [graph.scalarConstant(start, spec.shape, 'float32'), long, rows], spec, {
      reduction: 'add',
    });
    const given = new Map<Value, ConstantData>([
      [places, Int32Array.of(0, 1, 2, 3, 0, 1, -1, -4)],
      [rows, noise(20)],
    ]);
    expect(await run(graph, [sum], given)).toEqual(await runByOnnxRuntime(graph, [sum], given));
  });

  it.each([4, -5])('an index outside, %i, is an error', async (index) => {
    const graph = new Graph();
    const table = graph.input('x', { shape: [4, 3], dtype: 'float32' });
    const places = graph.input('x', { shape: [2], dtype: 'int32' });
    const rows = graph.op('Gather', [table, places], { shape: [2, 3], dtype: 'float32' }, { axis: 0 });
    const given = new Map<Value, ConstantData>([
      [table, noise(12)],
      [places, Int32Array.of(0, index)],
    ]);
    await expect(run(graph, [rows], given)).rejects.toThrow(
      `an index must be at least -4 and less than 4, received ${index}`,
    );
  });
});
