import { neededNodes } from '../graph/live-nodes.ts';
import type { Part } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import type { Rewriting } from './layout-rewriter.ts';

/**
 * What was recorded anew as a part of the old graph: with its inputs and outputs, and without what they do not need.
 *
 * @param rewriting - What was recorded.
 * @param part - The part that it was recorded from.
 */
export function settled(rewriting: Rewriting, { inputs, outputs }: Part): Part {
  const values = new Map<Value, Value>(inputs.map((input) => [rewriting.plain(input), input]));
  const copies: Node[] = [];
  for (const output of outputs) {
    const value = rewriting.plain(output);
    if (value.node && !values.has(value)) values.set(value, output);
    else copies.push({ type: 'Identity', inputs: [value], outputs: [output], attributes: {} });
  }
  const read = copies.flatMap((node) => node.inputs.filter((input) => input !== undefined));
  const needed = neededNodes(rewriting.graph, [...values.keys(), ...read]);
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

/** A value under a name that no value of the old graph has. */
function renamed(value: Value): Value {
  const { shape, dtype, splat } = value;
  const named = { name: `blocked ${value.name}`, shape, dtype };
  if (!isConstant(value)) return named;
  if (splat === undefined) return value.constant ? { ...named, constant: value.constant } : named;
  return {
    ...named,
    splat,
    get constant() {
      return value.constant ?? new Float32Array();
    },
  };
}
