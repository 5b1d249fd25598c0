import type { Node } from '../graph/value.ts';
import { nchwcToNhwc, isLayoutTranspose } from './layouts.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * A transpose to NHWC, directly from NCHWc.
 *
 * @param rewriter - The graph so far.
 * @param node - The transpose.
 */
export function transposeToNhwc(rewriter: LayoutRewriter, node: Node): Layouts | undefined {
  const [x] = node.inputs;
  if (!x || !rewriter.hasNchwc(x) || x.dtype !== 'float32' || !isLayoutTranspose(node, 'nhwc')) return undefined;
  return { original: nchwcToNhwc(rewriter.graph, rewriter.nchwc(x), rewriter.block) };
}
