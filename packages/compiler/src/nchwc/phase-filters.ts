import type { Value } from '../graph/value.ts';
import { concat, reshape, transpose } from '../kernels/shapes.ts';
import type { LayoutRewriter } from './layout-rewriter.ts';

/**
 * The filters of a transposed convolution for one phase of the rows and all phases of the columns, in the layout OIHWio. The phase of the
 * column is an axis between the block of output channels and the channel within the block.
 *
 * @param rewriter - The graph so far.
 * @param weights - The filters in the new graph: [ic, oc, kh, kw].
 * @param rows - For each row of the phase's kernel, the row of the filter.
 * @param columns - For each phase, and each column of its kernel, the column of the filter; `undefined` is filled with zeros.
 */
export function phaseFilters(
  { graph, block }: LayoutRewriter,
  weights: Value,
  rows: readonly number[],
  columns: readonly (readonly (number | undefined)[])[],
): Value {
  const [within = 1, out = 1, height = 1, width = 1] = weights.shape;
  const { dtype } = weights;
  const positions = reshape(graph, transpose(graph, weights, [2, 3, 1, 0]), [height * width, out * within]);
  const withZeros = concat(graph, [positions, graph.scalarConstant(0, [1, out * within], dtype)], 0);
  const gathered = rows.flatMap((y) => columns.flat().map((x) => (x === undefined ? height * width : y * width + x)));
  const spec = { shape: [gathered.length, out * within], dtype };
  const chosen = graph.op('Gather', [withZeros, graph.ints(gathered)], spec, { axis: 0 });
  const kernelWidth = gathered.length / rows.length / columns.length;
  const parts = [rows.length, columns.length, kernelWidth, out / block, block, within / block, block];
  const turned = transpose(graph, reshape(graph, chosen, parts), [3, 1, 5, 0, 2, 6, 4]);
  return reshape(graph, turned, [out * columns.length, within, rows.length, kernelWidth]);
}
