import type { Graph } from '../graph/graph.ts';
import { isConstant, type Node, sameShape, type Value } from '../graph/value.ts';
import { sourceOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';
import { matMul } from '../kernels/matmul.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import { outputOf } from './fusion-group.ts';

/** Matrices of fewer numbers than this are put side by side: a product of them takes longer to begin than to make. */
const fewest = 16_384;

/**
 * What a node gives that takes a matrix which is others side by side, from the others: the products of its rows are the sum of theirs,
 * and a sum of its rows is theirs side by side. The matrix, as large as a gradient for each task, need not be made then.
 *
 * @param graph - The graph.
 * @param node - The node.
 * @param inputs - What it takes now.
 */
export function distributed(graph: Graph, node: Node, inputs: readonly (Value | undefined)[]): Value | undefined {
  const [a, b] = inputs;
  const { shape, dtype } = outputOf(node);
  if (!a || !b || dtype !== 'float32') return undefined;
  if (isOfRows(node, a, b)) {
    const parts = columnsOf(a);
    if (!parts) return undefined;
    const products = gathered(graph, parts).map((part) =>
      matMul(graph, part, part, { transposeA: false, transposeB: true }),
    );
    const sum = products.reduce((total, product) => graph.op('Add', [total, product], product));
    return reshape(graph, sum, shape);
  }
  const isSum = node.type === 'MatMul' && a.shape.length === 2 && a.shape[0] === 1;
  const columns = isSum ? columnsOf(b) : undefined;
  if (!columns) return undefined;
  const products = columns.map((part) => graph.op('MatMul', [a, part], { shape: [1, part.shape[1] ?? 1], dtype }));
  return concat(graph, products, 1);
}

/**
 * What a node gives that only puts a row of matrices' products into another one: they are put there at once.
 *
 * @param graph - The graph.
 * @param node - The node.
 * @param inputs - What it takes now.
 */
export function flattened(graph: Graph, node: Node, inputs: readonly (Value | undefined)[]): Value | undefined {
  const { shape } = outputOf(node);
  if (node.type !== 'Concat' || shape.length !== 1) return undefined;
  const rows = inputs.map((input) => input && rowOf(input));
  if (rows.every((row) => row === undefined)) return undefined;
  const parts = inputs.flatMap((input, index) => rows[index] ?? input ?? []);
  return concat(
    graph,
    parts.map((part) => reshape(graph, part, [sizeOf(part.shape)])),
    0,
  );
}

/** What a vector is made of, that was a row of products side by side. */
function rowOf({ node }: Value): readonly Value[] | undefined {
  const row = node?.type === 'Reshape' ? node.inputs[0] : undefined;
  return row?.shape[0] === 1 ? columnsOf(row) : undefined;
}

/** Whether a node gives the products of all rows of a matrix with each other. */
function isOfRows({ type, inputs, attributes }: Node, a: Value, b: Value): boolean {
  if (a.shape.length !== 2 || inputs.length !== 2) return false;
  if (type === 'Gemm') return a === b && attributes.transA !== 1 && attributes.transB === 1;
  // Each row as a column, where it lies.
  return type === 'MatMul' && sourceOf(b) === a && sameShape(b.shape, [...a.shape, 1]);
}

/** The matrices that a matrix is made of, side by side. */
function columnsOf({ node, shape }: Value): readonly Value[] | undefined {
  if (node?.type !== 'Concat' || shape.length !== 2 || node.attributes.axis !== 1) return undefined;
  const parts = node.inputs.filter((input) => input !== undefined);
  return parts.some(isConstant) ? undefined : parts;
}

/** Matrices, the small ones side by side. */
function gathered(graph: Graph, matrices: readonly Value[]): readonly Value[] {
  const small = matrices.filter(({ shape }) => sizeOf(shape) < fewest);
  const large = matrices.filter((matrix) => !small.includes(matrix));
  return small.length > 0 ? [...large, concat(graph, small, 1)] : large;
}
