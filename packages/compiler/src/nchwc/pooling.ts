import type { Node } from '../graph/value.ts';
import { nchwcOp } from './nchwc-op.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * A pooling of images that are in NCHWc.
 *
 * @param rewriter - The graph so far.
 * @param node - The pooling.
 */
export function pool(rewriter: LayoutRewriter, { type, inputs, outputs, attributes }: Node): Layouts | undefined {
  const [x] = inputs;
  const [y, ...more] = outputs;
  if (!x || !y || more.length > 0 || !rewriter.hasNchwc(x)) return undefined;
  return { nchwc: nchwcOp(rewriter.graph, type, [rewriter.nchwc(x)], y.shape, attributes) };
}
