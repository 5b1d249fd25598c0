import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import type { Value } from '../../src/graph/value.ts';
import { parts } from '../../src/kernels/shapes.ts';
import { viewsInBase } from '../../src/update-fusion/views-in-base.ts';

/** The parts of a value of ten numbers. */
function split(): { readonly whole: Value; readonly all: readonly Value[] } {
  const graph = new Graph();
  const whole = graph.input('x', { shape: [10], dtype: 'float32' });
  return { whole, all: parts(graph, whole, [2, 3, 5], 0) };
}

describe('viewsInBase', () => {
  it('reads slices in place in the whole value', () => {
    const { whole, all } = split();
    expect([...viewsInBase(all).values()]).toEqual([0, 2, 5].map((offset) => ({ source: whole, offset })));
  });

  it('does not store the whole value for a small slice', () => {
    const { all } = split();
    expect(viewsInBase(all.slice(0, 1)).size).toBe(0);
    expect(viewsInBase(all.slice(1, 2)).size).toBe(0);
    expect(viewsInBase(all.slice(0, 2)).size).toBe(2);
  });

  it('leaves values that are no slices alone', () => {
    const { whole } = split();
    expect(viewsInBase([whole]).size).toBe(0);
  });
});
