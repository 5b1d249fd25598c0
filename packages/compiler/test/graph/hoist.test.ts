import { describe, expect, it } from 'vitest';

import { Graph } from '../../src/graph/graph.ts';
import { partitionGraph } from '../../src/graph/partition.ts';
import type { Value } from '../../src/graph/value.ts';

const [numbers, truths] = [
  { shape: [1000], dtype: 'float32' },
  { shape: [1000], dtype: 'bool' },
] as const;
const single = { shape: [], dtype: 'float32' } as const;

/** eˣ, its sum for the host, and where it is above 1. */
function start() {
  const graph = new Graph();
  const power = graph.op('Exp', [graph.input('x', numbers)], numbers);
  const answer = graph.hostCallback([graph.op('ReduceSum', [power], single, { keepdims: 0 })], single);
  const mask = graph.op('Greater', [power, graph.scalarConstant(1, [], 'float32')], truths);
  const asNumbers = graph.op('Cast', [mask], numbers, { to: 1 });
  return { graph, power, answer, mask, product: graph.op('Mul', [asNumbers, answer], numbers) };
}

/** What is computed before the call, handed over, and computed after it. */
function cut(graph: Graph, wanted: readonly Value[]) {
  const [first, last] = partitionGraph(graph, wanted);
  return {
    before: first?.nodes.map(({ type }) => type),
    handed: last?.inputs.filter(({ node }) => node).map(({ name }) => name),
    after: last?.nodes.map(({ type }) => type),
  };
}

describe('a cut', () => {
  it('is placed where fewer bytes cross: after a mask of one byte an element', () => {
    const { graph, mask, product } = start();
    expect(cut(graph, [product])).toEqual({
      before: ['Exp', 'ReduceSum', 'Greater'],
      handed: [mask.name],
      after: ['Cast', 'Mul'],
    });
  });

  it('is not moved when the value has another reader', () => {
    const { graph, power, answer, product } = start();
    const other = graph.op('Mul', [power, answer], numbers);
    expect(cut(graph, [product, other])).toEqual({
      before: ['Exp', 'ReduceSum'],
      handed: [power.name],
      after: ['Greater', 'Cast', 'Mul', 'Mul'],
    });
  });

  it('is not moved when the value is recomputed from one that crosses anyway', () => {
    const { graph, power, answer, product } = start();
    const root = graph.op('Sqrt', [power], numbers);
    const seen = graph.hostCallback([graph.op('ReduceMax', [root], single, { keepdims: 0 })], single);
    const sum = graph.op('Mul', [graph.op('Add', [root, answer], numbers), seen], numbers);
    const parts = partitionGraph(graph, [product, sum]);
    expect(parts.at(-1)?.inputs.filter(({ node }) => node)).toEqual([power]);
  });
});
