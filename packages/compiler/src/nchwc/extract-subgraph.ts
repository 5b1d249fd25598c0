import { liveNodes } from '../graph/live-nodes.ts';
import type { Subgraph } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import type { LayoutRewriter } from './layout-rewriter.ts';

/**
 * The rewritten subgraph with the inputs and outputs of the old one, without dead nodes.
 *
 * @param rewriter - The rewritten graph.
 * @param subgraph - The old subgraph.
 */
export function extractSubgraph(rewriter: LayoutRewriter, { inputs, outputs }: Subgraph): Subgraph {
  const values = new Map<Value, Value>(inputs.map((input) => [rewriter.original(input), input]));
  const copies: Node[] = [];
  for (const output of outputs) {
    const value = rewriter.original(output);
    if (value.node && !values.has(value)) values.set(value, output);
    else copies.push({ type: 'Identity', inputs: [value], outputs: [output], attributes: {} });
  }
  const read = copies.flatMap((node) => node.inputs.filter((input) => input !== undefined));
  const needed = liveNodes(rewriter.graph, [...values.keys(), ...read]);
  const named = (value: Value): Value => {
    const known = values.get(value) ?? renamed(value);
    values.set(value, known);
    return known;
  };
  const nodes = [...needed, ...copies].map((node) => ({
    ...node,
    inputs: node.inputs.map((input) => input && named(input)),
    outputs: copies.includes(node) ? node.outputs : node.outputs.map(named),
  }));
  return { nodes, inputs, outputs };
}

/** A value under a name that is not used in the old graph. */
function renamed(value: Value): Value {
  const { shape, dtype, scalar } = value;
  const named = { name: `blocked ${value.name}`, shape, dtype };
  if (!isConstant(value)) return named;
  if (scalar === undefined) return value.constant ? { ...named, constant: value.constant } : named;
  return {
    ...named,
    scalar,
    get constant() {
      return value.constant ?? new Float32Array();
    },
  };
}
