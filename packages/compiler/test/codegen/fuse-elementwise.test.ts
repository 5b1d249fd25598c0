import { expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { run } from './run.ts';

it('elementwise operators become one loop unless that makes a cycle', async () => {
  const graph = new Graph();
  const [wide, thin, one] = [
    [3, 4],
    [1, 4],
    [1, 1],
  ].map((shape) => ({ shape, dtype: 'float32' }) as const);
  if (!wide || !thin || !one) return;
  const [a, b] = [graph.input('x', wide), graph.input('x', thin)];
  const doubled = graph.op('Add', [a, a], wide);
  const largest = graph.op('ReduceMax', [doubled], one, { axes: [0, 1], keepdims: 1 });
  const negative = graph.op('Neg', [b], thin);
  const first = graph.op('Add', [doubled, negative], wide);
  const second = graph.op('Mul', [negative, largest], thin);
  const given = new Map([
    [a, Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
    [b, Float32Array.of(1, 2, 3, 4)],
  ]);
  expect(await run(graph, [first, second], given)).toEqual([
    [-1, 0, 1, 2, 7, 8, 9, 10, 15, 16, 17, 18],
    [-22, -44, -66, -88],
  ]);
});
