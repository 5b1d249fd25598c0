import { describe, expect, it } from 'vitest';

import { fuseBatches } from '../../src/batch-fusion/fuse-batches.ts';
import { Graph } from '../../src/graph/graph.ts';
import { partitionGraph } from '../../src/graph/partition.ts';
import type { Value } from '../../src/graph/value.ts';
import { sizeOf } from '../../src/host-tensor.ts';
import { matMul } from '../../src/kernels/matmul.ts';
import { concat, parts, reshape } from '../../src/kernels/shapes.ts';

const matrix = (rows: number, columns: number) => ({ shape: [rows, columns], dtype: 'float32' as const });

/** A graph of several tasks: x · wₖ for each, with weights of its own. */
function products(count: number) {
  const graph = new Graph();
  const x = graph.input('x', matrix(4, 3));
  const weights = Array.from({ length: count }, () => graph.input('w', matrix(3, 2)));
  return { graph, x, weights, products: weights.map((weight) => graph.op('MatMul', [x, weight], matrix(4, 2))) };
}

/** The operators of a graph after the pass, cut at its calls to the host, with the shape that each gives; without changes of shape. */
function stacked(graph: Graph, outputs: readonly Value[]): readonly (readonly string[])[] {
  const trace = { graph, inputs: [], random: [], hostFunctions: [], variables: [], template: undefined, outputs };
  const now = fuseBatches(trace, new Set());
  return partitionGraph(now.graph, now.outputs).map(({ nodes }) =>
    nodes
      .filter(({ type }) => type !== 'Reshape')
      .map((node) => `${node.type} ${node.outputs.map(({ shape }) => shape.join('×')).join()}`),
  );
}

describe('nodes of one operator on the same shapes', () => {
  it.each([2, 3, 5, 40])('become one: %i heads, from the products to the losses', (count) => {
    const { graph, products: made } = products(count);
    const losses = made.map((product) => {
      const positive = graph.op('Relu', [product], product);
      const square = graph.op('Mul', [positive, positive], product);
      return graph.op('ReduceMean', [square], { shape: [], dtype: 'float32' }, { axes: [0, 1], keepdims: 0 });
    });
    const [nodes] = stacked(graph, losses);
    expect(nodes).toEqual([
      `Concat ${3 * count}×2`,
      `MatMul ${count}×4×2`,
      `Relu ${count}×4×2`,
      `Mul ${count}×4×2`,
      `ReduceMean ${count}`,
    ]);
  });

  it('are fused when they are at different depths of the graph', () => {
    const { graph, x, products: made } = products(3);
    const features = graph.op('Transpose', [x], matrix(3, 4), { perm: [1, 0] });
    const ends = made.map((product, task) => {
      const deeper = task === 1 ? graph.op('Exp', [graph.op('Neg', [product], product)], product) : product;
      return graph.op('MatMul', [features, deeper], matrix(3, 2));
    });
    const after = ends.map((end) => graph.op('Relu', [end], end));
    const [nodes] = stacked(graph, after);
    expect(nodes?.filter((node) => node.startsWith('Relu'))).toEqual(['Relu 3×3×2']);
  });

  it('are fused where they read parts of a mixed stack, and the stack stays whole', () => {
    const { graph, products: made } = products(3);
    const rows = made.map((product) => reshape(graph, graph.op('Relu', [product], product), [1, 8]));
    const mixed = graph.op('MatMul', [graph.input('shares', matrix(3, 3)), concat(graph, rows, 0)], matrix(3, 8));
    const features = parts(graph, mixed, [1, 1, 1], 0).map((part) => reshape(graph, part, [4, 2]));
    const ends = features.map((x) => graph.op('MatMul', [x, graph.input('v', matrix(2, 5))], matrix(4, 5)));
    const [nodes] = stacked(
      graph,
      ends.map((end) => graph.op('ReduceMean', [end], { shape: [], dtype: 'float32' }, { axes: [0, 1], keepdims: 0 })),
    );
    expect(nodes).toEqual([
      'Concat 9×2',
      'MatMul 3×4×2',
      'Relu 3×4×2',
      'MatMul 3×8',
      'Concat 6×5',
      'MatMul 3×4×5',
      'ReduceMean 3',
    ]);
  });

  it('are not fused without matrix products with a common factor or a common batch', () => {
    const graph = new Graph();
    const values = [1, 2, 3].map(() => graph.op('Relu', [graph.input('x', matrix(2, 2))], matrix(2, 2)));
    expect(stacked(graph, values)).toEqual([['Relu 2×2', 'Relu 2×2', 'Relu 2×2']]);
  });

  it('are not fused when each product is large', () => {
    const graph = new Graph();
    const x = graph.input('x', matrix(1024, 256));
    const made = [1, 2].map(() =>
      graph.op('MatMul', [x, graph.input('w', matrix(256, 256))], { shape: [1024, 256], dtype: 'float32' }),
    );
    expect(stacked(graph, made)).toEqual([['MatMul 1024×256', 'MatMul 1024×256']]);
  });

  it('are not fused when one depends on the other', () => {
    const graph = new Graph();
    const weights = graph.input('w', matrix(3, 3));
    let state = graph.input('x', matrix(3, 3));
    for (let step = 0; step < 3; step += 1) state = graph.op('MatMul', [state, weights], matrix(3, 3));
    expect(stacked(graph, [state])).toEqual([['MatMul 3×3', 'MatMul 3×3', 'MatMul 3×3']]);
  });

  it('are not fused across a host callback', () => {
    const { graph, x, products: made } = products(4);
    const early = made.map((product) => graph.op('Relu', [product], product));
    const answer = graph.hostCallback(early, matrix(3, 2));
    const late = graph.op('MatMul', [x, answer], matrix(4, 2));
    expect(stacked(graph, [late])).toEqual([['Concat 12×2', 'MatMul 4×4×2', 'Relu 4×4×2'], ['MatMul 4×2']]);
  });
});

describe('a batch of values', () => {
  it('is one slice of the vector of all parameters', () => {
    const graph = new Graph();
    const x = graph.input('x', matrix(4, 3));
    const vector = graph.input('s', { shape: [20 + 3 * 10], dtype: 'float32' });
    const at = (start: number, size: number): Value =>
      graph.op('Slice', [vector, graph.ints([start]), graph.ints([start + size]), graph.ints([0])], {
        shape: [size],
        dtype: 'float32',
      });
    const heads = [0, 1, 2].map((task) => {
      const weight = graph.op('Reshape', [at(20 + 10 * task, 6), graph.ints([3, 2])], matrix(3, 2));
      const bias = at(20 + 10 * task + 6, 2);
      return graph.op('Add', [graph.op('MatMul', [x, weight], matrix(4, 2)), bias], matrix(4, 2));
    });
    expect(stacked(graph, heads)).toEqual([['Slice 3×6', 'MatMul 3×4×2', 'Slice 3×2', 'Add 3×4×2']]);
  });

  it('is summed by one operator', () => {
    const { graph, products: made } = products(4);
    const [first, ...rest] = made;
    const sum = rest.reduce((total, product) => graph.op('Add', [total, product], product), first ?? graph.ints([]));
    expect(stacked(graph, [sum])).toEqual([['Concat 12×2', 'MatMul 4×4×2', 'MatMul 1×8']]);
  });

  it('equals its concatenated parts, alone and row by row with another stack', () => {
    const { graph, products: made } = products(3);
    const rows = made.flatMap((product) => [
      graph.op('Reshape', [product, graph.ints([8])], { shape: [8], dtype: 'float32' }),
      graph.op('ReduceSum', [product, graph.ints([1])], { shape: [4], dtype: 'float32' }, { keepdims: 0 }),
    ]);
    const row = graph.op('Concat', rows, { shape: [36], dtype: 'float32' }, { axis: 0 });
    expect(stacked(graph, [row])).toEqual([['Concat 9×2', 'MatMul 3×4×2', 'ReduceSum 3×4', 'Concat 3×12']]);
  });

  it.each([3, 12])('of %i rows is not copied for its Gram matrix, nor for its weighted sum', (count) => {
    const graph = new Graph();
    const [x, shared] = [graph.input('x', matrix(128, 3)), graph.input('s', matrix(128, 160))];
    const rows = Array.from({ length: count }, () => {
      const product = graph.op('MatMul', [x, graph.input('w', matrix(3, 128))], matrix(128, 128));
      const turned = graph.op('MatMul', [product, shared], matrix(128, 160));
      return [product, turned].map((part) => reshape(graph, part, [sizeOf(part.shape)]));
    });
    const size = 128 * (128 + 160);
    const jacobian = concat(
      graph,
      rows.map((row) => reshape(graph, concat(graph, row, 0), [1, size])),
      0,
    );
    const gramian = matMul(graph, jacobian, jacobian, { transposeA: false, transposeB: true });
    const weighted = graph.op('MatMul', [graph.input('h', matrix(1, count)), jacobian], matrix(1, size));
    const nodes = stacked(graph, [gramian, weighted]).flat();
    expect(nodes.filter((node) => node === `Concat ${count}×${size}`)).toEqual([]);
    expect(nodes).toContain(`MatMul ${count}×128×160`);
    expect(nodes.slice(-1)).toEqual([`Concat 1×${size}`]);
  });
});
