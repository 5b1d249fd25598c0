import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { concat, reshape } from '../../src/kernels/shapes.ts';

describe('concat', () => {
  it('flattens a concat of concats', () => {
    const graph = new Graph();
    const [a, b, c] = [2, 3, 5].map((size) => graph.input('x', { shape: [size], dtype: 'float32' }));
    if (!a || !b || !c) throw new RangeError('there are three');
    const rows = [concat(graph, [a, b, c], 0), concat(graph, [c, b, a], 0)].map((row) => reshape(graph, row, [1, 10]));
    const matrix = concat(graph, rows, 0);
    expect(matrix.shape).toEqual([2, 10]);
    expect(matrix.node?.type).toBe('Reshape');
    expect(matrix.node?.inputs[0]?.node?.inputs).toEqual([a, b, c, c, b, a]);
  });

  it('leaves other inputs alone', () => {
    const graph = new Graph();
    const rows = [1, 2].map(() => graph.input('x', { shape: [1, 4], dtype: 'float32' }));
    expect(concat(graph, rows, 0).node?.inputs).toEqual(rows);
  });
});
