import { describe, expect, it } from 'vitest';

import { preTransposed } from '../../src/engines/pre-transposed.ts';
import { Graph } from '../../src/graph/graph.ts';

/** xᵀ · yₖ for each matrix of a stack. */
function products(count: number): readonly string[] {
  const graph = new Graph();
  const x = graph.input('x', { shape: [5, 3], dtype: 'float32' });
  const stack = graph.input('y', { shape: [count, 5, 2], dtype: 'float32' });
  const turned = graph.op('Transpose', [x], { shape: [3, 5], dtype: 'float32' }, { perm: [1, 0] });
  const product = graph.op('MatMul', [turned, stack], { shape: [count, 3, 2], dtype: 'float32' });
  const { nodes } = preTransposed({ nodes: graph.nodes, inputs: [x, stack], outputs: [product], buffers: [] });
  return nodes.map(({ type }) => type);
}

describe('a matrix that products have in common', () => {
  it('is transposed once, by an operator that ONNX Runtime does not fuse', () => {
    expect(products(4)).toEqual(['Einsum', 'MatMul']);
  });

  it('is not transposed for few products', () => {
    expect(products(3)).toEqual(['Transpose', 'MatMul']);
  });
});
