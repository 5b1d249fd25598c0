import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import type { Rewriting } from './rewriting.ts';

/**
 * Filters as a convolution of blocks reads them: [out / block, in / block, H, W, block of in, block of out]; with fewer in than
 * a block, [out / block, in, H, W, block of out].
 *
 * @param rewriting - What was recorded before.
 * @param weights - The filters in the old graph: [out, in, H, W].
 */
export function filtersInBlocks(rewriting: Rewriting, weights: Value): Value {
  const { graph, block } = rewriting;
  const [out = 1, within = 1, ...space] = weights.shape;
  const inner = within < block ? 1 : block;
  const places = sizeOf(space);
  const pictures = swaps(weights.node) ? weights.node?.inputs[0] : undefined;
  if (pictures && inner === block && rewriting.isBlocked(pictures)) {
    // Pictures whose channel is the filter, and whose number is the channel.
    const blocks = reshape(graph, rewriting.blocked(pictures), [within / block, block, out / block, places, block]);
    return reshape(graph, transpose(graph, blocks, [2, 0, 3, 1, 4]), weights.shape);
  }
  const parts = [out / block, block, within / inner, inner, places];
  const apart = reshape(graph, rewriting.plain(weights), parts);
  return reshape(graph, transpose(graph, apart, [0, 2, 4, 3, 1]), weights.shape);
}

/** Whether a node swaps the first two axes. */
function swaps(node: Node | undefined): boolean {
  const perm = node?.type === 'Transpose' && node.attributes.perm;
  return Array.isArray(perm) && perm.length === 4 && [1, 0, 2, 3].every((axis, at) => axis === perm[at]);
}
