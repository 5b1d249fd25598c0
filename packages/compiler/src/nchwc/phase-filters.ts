import type { Value } from '../graph/value.ts';
import { concat, reshape, transpose } from '../kernels/shapes.ts';
import type { Rewriting } from './layout-rewriter.ts';

/**
 * The filters of a transposed convolution for one phase of the rows and all of the columns, as a convolution of blocks reads them. The phase of
 * the column comes between the block that a channel is in and its place there.
 *
 * @param rewriting - What was recorded before.
 * @param weights - The filters in the new graph: [in, out, H, W].
 * @param down - For each row of the window, the row of the filter that counts there.
 * @param across - For each phase, and each column of the window, the column of the filter that counts there; where none does, zeros are put.
 */
export function phaseFilters(
  { graph, block }: Rewriting,
  weights: Value,
  down: readonly number[],
  across: readonly (readonly (number | undefined)[])[],
): Value {
  const [within = 1, out = 1, height = 1, width = 1] = weights.shape;
  const { dtype } = weights;
  const places = reshape(graph, transpose(graph, weights, [2, 3, 1, 0]), [height * width, out * within]);
  const withZeros = concat(graph, [places, graph.splat(0, [1, out * within], dtype)], 0);
  const taps = down.flatMap((y) => across.flat().map((x) => (x === undefined ? height * width : y * width + x)));
  const spec = { shape: [taps.length, out * within], dtype };
  const chosen = graph.op('Gather', [withZeros, graph.ints(taps)], spec, { axis: 0 });
  const columns = taps.length / down.length / across.length;
  const parts = [down.length, across.length, columns, out / block, block, within / block, block];
  const turned = transpose(graph, reshape(graph, chosen, parts), [3, 1, 5, 0, 2, 6, 4]);
  return reshape(graph, turned, [out * across.length, within, down.length, columns]);
}
