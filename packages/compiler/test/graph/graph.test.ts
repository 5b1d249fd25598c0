import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { partitionGraph } from '../../src/graph/partition.ts';

const vector = { shape: [2], dtype: 'float32' } as const;

describe('Graph', () => {
  it('records the same operator on the same inputs once', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    expect(graph.op('Exp', [x], vector)).toBe(graph.op('Exp', [x], vector));
    expect(graph.nodes).toHaveLength(1);
  });

  it('distinguishes operators by type, inputs, attributes and number of outputs', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    const y = graph.input('x', vector);
    graph.op('Exp', [x], vector);
    graph.op('Log', [x], vector);
    graph.op('Exp', [y], vector);
    graph.op('Exp', [x], vector, { axis: 1 });
    graph.ops('Exp', [x], [vector, vector]);
    expect(graph.nodes).toHaveLength(5);
  });

  it('stores equal constants once', () => {
    const graph = new Graph();
    const one = graph.constant(Float32Array.of(1, 2), [2], 'float32');
    expect(graph.constant(Float32Array.of(1, 2), [2], 'float32')).toBe(one);
    expect(graph.constant(Float32Array.of(1, 2), [1, 2], 'float32')).not.toBe(one);
    expect(graph.constant(Int32Array.of(1, 2), [2], 'int32')).not.toBe(one);
    expect(graph.constant(Float32Array.of(1, 3), [2], 'float32')).not.toBe(one);
  });

  it('distinguishes 0 from −0', () => {
    const graph = new Graph();
    expect(graph.scalarConstant(0, [], 'float32')).not.toBe(graph.scalarConstant(-0, [], 'float32'));
    expect(graph.constant(Float32Array.of(0, -0), [2], 'float32').scalar).toBeUndefined();
  });
});

describe('segments', () => {
  it('drops nodes whose values nothing reads', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    const wanted = graph.op('Exp', [x], vector);
    graph.op('Log', [x], vector);
    const [only, ...more] = partitionGraph(graph, [wanted]);
    expect(more).toHaveLength(0);
    expect(only?.nodes.map(({ type }) => type)).toEqual(['Exp']);
    expect(only?.inputs).toEqual([x]);
    expect(only?.outputs).toEqual([wanted]);
  });

  it('cuts at a host callback, and passes on only the values that the second part reads', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    const handed = graph.op('Exp', [x], vector);
    const inner = graph.op('Neg', [handed], vector);
    const seen = graph.op('Log', [inner], vector);
    const answer = graph.hostCallback([seen], vector);
    const wanted = graph.op('Mul', [answer, handed], vector);
    const [first, second] = partitionGraph(graph, [wanted]);
    expect(first?.nodes.map(({ type }) => type)).toEqual(['Exp', 'Neg', 'Log']);
    expect(first?.outputs).toEqual([handed, seen]);
    expect(second?.nodes.map(({ type }) => type)).toEqual(['Mul']);
    expect(second?.inputs).toEqual([answer, handed]);
  });

  it('computes values that only the end reads after the callback', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    const answer = graph.hostCallback([], vector);
    const wanted = graph.op('Mul', [answer, graph.op('Exp', [x], vector)], vector);
    const [before, after] = partitionGraph(graph, [wanted]);
    expect(before?.nodes).toHaveLength(0);
    expect(after?.nodes.map(({ type }) => type)).toEqual(['Exp', 'Mul']);
  });

  it('reads slices of inputs and of earlier parts in place', () => {
    const graph = new Graph();
    const x = graph.input('x', vector);
    const column = graph.op('Reshape', [x, graph.ints([2, 1])], { shape: [2, 1], dtype: 'float32' });
    const seen = graph.op('Log', [column], column);
    const answer = graph.hostCallback([seen], vector);
    const row = graph.op('Reshape', [seen, graph.ints([1, 2])], { shape: [1, 2], dtype: 'float32' });
    const wanted = graph.op('Sum', [answer, column, row], { shape: [2, 2], dtype: 'float32' });
    const [first, second] = partitionGraph(graph, [wanted]);
    expect(first?.nodes.map(({ type }) => type)).toEqual(['Log']);
    expect(first?.inputs).toEqual([column]);
    expect(first?.outputs).toEqual([seen]);
    expect(second?.nodes.map(({ type }) => type)).toEqual(['Sum']);
    expect(second?.inputs).toEqual([answer, column, row]);
  });

  it('recomputes cheap values from values that cross the cut anyway', () => {
    const graph = new Graph();
    const wide = { shape: [2, 8], dtype: 'float32' as const };
    const x = graph.op('Exp', [graph.input('x', wide)], wide);
    const mean = graph.op('ReduceMean', [x], { shape: [2, 1], dtype: 'float32' }, { axes: [1], keepdims: 1 });
    const off = graph.op('Sub', [x, mean], wide);
    const positive = graph.op('Relu', [off], wide);
    const powers = graph.op('Exp', [positive], wide);
    const flat = graph.op('Reshape', [positive, graph.ints([16])], { shape: [16], dtype: 'float32' });
    const seen = graph.op('ReduceSum', [powers, graph.ints([1])], { shape: [2], dtype: 'float32' }, { keepdims: 0 });
    const answer = graph.hostCallback([seen], { shape: [1], dtype: 'float32' });
    const wanted = [
      graph.op('Exp', [graph.op('Add', [x, answer], wide)], wide),
      graph.op('Exp', [graph.op('Mul', [flat, answer], flat)], flat),
      graph.op('Exp', [graph.op('Mul', [powers, answer], wide)], wide),
    ];
    const [first, second] = partitionGraph(graph, wanted);
    expect(first?.outputs).toEqual([x, mean, powers, seen]);
    expect(second?.inputs).toEqual([x, mean, answer, powers]);
    expect(second?.nodes.slice(0, 3).map(({ type }) => type)).toEqual(['Sub', 'Relu', 'Reshape']);
  });

  it('slices columns of an input again rather than passing them on', () => {
    const graph = new Graph();
    const columns = { shape: [4, 2], dtype: 'float32' as const };
    const rows = graph.input('x', { shape: [12], dtype: 'float32' });
    const x = graph.op('Reshape', [rows, graph.ints([4, 3])], { shape: [4, 3], dtype: 'float32' });
    const cut = graph.op('Slice', [x, graph.ints([0]), graph.ints([2]), graph.ints([1])], columns);
    const answer = graph.hostCallback([graph.op('Exp', [cut], columns)], { shape: [1], dtype: 'float32' });
    const [first, second] = partitionGraph(graph, [graph.op('Mul', [cut, answer], columns)]);
    expect([first, second].map((part) => part?.nodes.map(({ type }) => type))).toEqual([
      ['Slice', 'Exp'],
      ['Slice', 'Mul'],
    ]);
    expect(second?.inputs).toEqual([x, answer]);
  });
});
