import type { Node } from '../graph/value.ts';
import type { LoadableGraph } from './runtime.ts';

/** From this batch size on it is faster to transpose the shared factor once. */
const fewest = 4;

/**
 * Transposes a matrix that all products of a batch share once: ONNX Runtime would fuse the Transpose into the products, and transpose
 * the matrix for each of them.
 *
 * @param graph - The graph.
 */
export function preTransposed(graph: LoadableGraph): LoadableGraph {
  const common = new Set(graph.nodes.flatMap((node) => (isStackOfProducts(node) ? node.inputs[0] : [])));
  const nodes = graph.nodes.map((node): Node => {
    const turned = isMatrixTransposed(node) && node.outputs.some((output) => common.has(output));
    return turned ? { ...node, type: 'Einsum', attributes: { equation: 'ij->ji' } } : node;
  });
  return { ...graph, nodes };
}

function isStackOfProducts({ type, inputs: [, right] }: Node): boolean {
  return type === 'MatMul' && right?.shape.length === 3 && (right.shape[0] ?? 1) >= fewest;
}

function isMatrixTransposed({ type, inputs: [x] }: Node): boolean {
  return type === 'Transpose' && x?.shape.length === 2 && x.dtype === 'float32';
}
