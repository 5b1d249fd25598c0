import { isConstant, type Node, type Value } from '../graph/value.ts';
import type { LoadableGraph } from './runtime.ts';

const operators = new Set('Add Sub Mul Div Pow Max Min Equal Greater GreaterOrEqual Less LessOrEqual'.split(' '));

/**
 * Reshapes scalars to the rank of the value that they are combined with, where its last axis has length 1: with fewer axes ONNX
 * Runtime calls its loop for each element of the value.
 *
 * @param graph - The graph.
 */
export function rankedScalars(graph: LoadableGraph): LoadableGraph {
  const made = new Map<string, Value>();
  const ranked = (scalar: Value, { shape }: Value): Value => {
    const axes = shape.map(() => 1);
    const name = `${scalar.name}x${axes.length}`;
    const value = made.get(name) ?? { ...scalar, name, shape: axes };
    made.set(name, value);
    return value;
  };
  const nodes = graph.nodes.map((node): Node => {
    const [a, b] = node.inputs;
    if (!operators.has(node.type) || !a || !b) return node;
    if (isScalar(b) && isColumn(a)) return { ...node, inputs: [a, ranked(b, a)] };
    return isScalar(a) && isColumn(b) ? { ...node, inputs: [ranked(a, b), b] } : node;
  });
  return { ...graph, nodes };
}

function isScalar(value: Value): boolean {
  return isConstant(value) && value.shape.length === 0;
}

function isColumn({ shape }: Value): boolean {
  return shape.length > 1 && shape.at(-1) === 1;
}
