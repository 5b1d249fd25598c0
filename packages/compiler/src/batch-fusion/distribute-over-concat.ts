import type { Graph } from '../graph/graph.ts';
import { isConstant, type Node, sameShape, type Value } from '../graph/value.ts';
import { sourceOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import { matMul } from '../kernels/matmul.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import { outputOf } from './fusion-group.ts';

/** Smaller matrices are concatenated: launching a product of them takes longer than computing it. */
const minElements = 16_384;

/**
 * Distributes a product over the parts of a concatenated matrix J = [J₁ … Jₙ]: the Gramian J Jᵀ is Σ Jᵢ Jᵢᵀ, and a weighted sum
 * of rows w J is [w J₁ … w Jₙ]. The concatenation, as large as a gradient for each task (a Jacobian), is not computed then.
 *
 * @param graph - The graph.
 * @param node - The product.
 * @param inputs - Its inputs in the rewritten graph.
 */
export function distributeOverConcat(
  graph: Graph,
  node: Node,
  inputs: readonly (Value | undefined)[],
): Value | undefined {
  const [a, b] = inputs;
  const { shape, dtype } = outputOf(node);
  if (!a || !b || dtype !== 'float32') return undefined;
  if (isGramian(node, a, b)) {
    const parts = concatenated(a);
    if (!parts) return undefined;
    const products = mergeSmall(graph, parts).map((part) =>
      matMul(graph, part, part, { transposeA: false, transposeB: true }),
    );
    const sum = products.reduce((total, product) => graph.op('Add', [total, product], product));
    return reshape(graph, sum, shape);
  }
  const isSum = node.type === 'MatMul' && a.shape.length === 2 && a.shape[0] === 1;
  const columns = isSum ? concatenated(b) : undefined;
  if (!columns) return undefined;
  const products = columns.map((part) => graph.op('MatMul', [a, part], { shape: [1, part.shape[1] ?? 1], dtype }));
  return concat(graph, products, 1);
}

/**
 * Flattens a concatenation of concatenations into one.
 *
 * @param graph - The graph.
 * @param node - The outer concatenation.
 * @param inputs - Its inputs in the rewritten graph.
 */
export function flattenConcat(graph: Graph, node: Node, inputs: readonly (Value | undefined)[]): Value | undefined {
  const { shape } = outputOf(node);
  if (node.type !== 'Concat' || shape.length !== 1) return undefined;
  const rows = inputs.map((input) => input && rowParts(input));
  if (rows.every((row) => row === undefined)) return undefined;
  const parts = inputs.flatMap((input, index) => rows[index] ?? input ?? []);
  return concat(
    graph,
    parts.map((part) => reshape(graph, part, [sizeOf(part.shape)])),
    0,
  );
}

/** The parts of a vector that is a reshaped concatenation. */
function rowParts({ node }: Value): readonly Value[] | undefined {
  const row = node?.type === 'Reshape' ? node.inputs[0] : undefined;
  return row?.shape[0] === 1 ? concatenated(row) : undefined;
}

/** Whether a node is the Gramian of a matrix's rows. */
function isGramian({ type, inputs, attributes }: Node, a: Value, b: Value): boolean {
  if (a.shape.length !== 2 || inputs.length !== 2) return false;
  if (type === 'Gemm') return a === b && attributes.transA !== 1 && attributes.transB === 1;
  // Each row as a column, without a transpose.
  return type === 'MatMul' && sourceOf(b) === a && sameShape(b.shape, [...a.shape, 1]);
}

/** The parts of a matrix that is concatenated along its columns. */
function concatenated({ node, shape }: Value): readonly Value[] | undefined {
  if (node?.type !== 'Concat' || shape.length !== 2 || node.attributes.axis !== 1) return undefined;
  const parts = node.inputs.filter((input) => input !== undefined);
  return parts.some(isConstant) ? undefined : parts;
}

/** Matrices, the small ones concatenated. */
function mergeSmall(graph: Graph, matrices: readonly Value[]): readonly Value[] {
  const small = matrices.filter(({ shape }) => sizeOf(shape) < minElements);
  const large = matrices.filter((matrix) => !small.includes(matrix));
  return small.length > 0 ? [...large, concat(graph, small, 1)] : large;
}
