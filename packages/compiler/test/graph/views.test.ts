import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { viewOf } from '../../src/graph/views.ts';
import { parts, reshape, slice } from '../../src/kernels/shapes.ts';

describe('viewOf', () => {
  const graph = new Graph();
  const x = graph.input('x', { shape: [6, 4], dtype: 'float32' });

  it('follows reshapes', () => {
    expect(viewOf(reshape(graph, x, [2, 12]))).toEqual({ source: x, offset: 0 });
  });

  it('finds slices of the first axis, also of slices', () => {
    const [, second] = parts(graph, x, [1, 3, 2], 0);
    const [, last] = parts(graph, reshape(graph, second ?? x, [12]), [5, 7], 0);
    expect(viewOf(second ?? x)).toEqual({ source: x, offset: 4 });
    expect(viewOf(last ?? x)).toEqual({ source: x, offset: 9 });
  });

  it('finds only slices of contiguous elements', () => {
    const of = (begin: number[], size: number[]) => viewOf(slice(graph, x, { begin, size })).offset;
    expect(of([2, 0], [3, 4])).toBe(8);
    expect(of([3, 1], [1, 2])).toBe(13);
    const across = slice(graph, x, { begin: [0, 1], size: [6, 2] });
    expect(viewOf(across)).toEqual({ source: across, offset: 0 });
  });

  it('is the value itself after a transpose', () => {
    const [, right] = parts(graph, x, [2, 2], 1);
    expect(viewOf(right ?? x)).toEqual({ source: right, offset: 0 });
    const backwards = graph.op('Slice', [x, graph.ints([-1]), graph.ints([-7]), graph.ints([0]), graph.ints([-1])], x);
    expect(viewOf(backwards).source).toBe(backwards);
  });
});
