import { describe, expect, it } from 'vitest';

import { rankedScalars } from '../../src/engines/ranked-scalars.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { Node } from '../../src/graph/value.ts';

const spec = { shape: [8, 256, 1], dtype: 'float32' } as const;

/** The shapes of what the nodes take, which are recorded on an input of a shape. */
function shapes(record: (graph: Graph) => void): readonly (readonly (readonly number[] | undefined)[])[] {
  const graph = new Graph();
  record(graph);
  const { nodes } = rankedScalars({ nodes: graph.nodes, inputs: [], outputs: [], buffers: [] });
  return nodes.map(({ inputs }: Node) => inputs.map((input) => input?.shape));
}

describe('a number beside a value whose last axis has length 1', () => {
  it('has as many axes, whichever comes first', () => {
    const recorded = shapes((graph) => {
      const x = graph.input('x', spec);
      const y = graph.op('Mul', [x, graph.scalarConstant(2, [], 'float32')], spec);
      graph.op('Sub', [graph.scalarConstant(1, [], 'float32'), y], spec);
    });
    expect(recorded).toEqual([
      [spec.shape, [1, 1, 1]],
      [[1, 1, 1], spec.shape],
    ]);
  });

  it('is one constant for all nodes', () => {
    const graph = new Graph();
    const two = graph.scalarConstant(2, [], 'float32');
    graph.op('Add', [graph.op('Mul', [graph.input('x', spec), two], spec), two], spec);
    const { nodes } = rankedScalars({ nodes: graph.nodes, inputs: [], outputs: [], buffers: [] });
    expect(nodes[0]?.inputs[1]).toBe(nodes[1]?.inputs[1]);
  });

  it('stays as it is beside longer rows, and where an operator asks for a scalar', () => {
    const long = { shape: [8, 3], dtype: 'float32' } as const;
    const recorded = shapes((graph) => {
      graph.op('Mul', [graph.input('x', long), graph.scalarConstant(2, [], 'float32')], long);
      graph.op('Clip', [graph.input('x', spec), graph.scalarConstant(0, [], 'float32')], spec);
    });
    expect(recorded).toEqual([
      [long.shape, []],
      [spec.shape, []],
    ]);
  });
});
