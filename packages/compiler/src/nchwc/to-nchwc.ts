import type { Subgraph } from '../graph/partition.ts';
import { LayoutRewriter } from './layout-rewriter.ts';
import { rules } from './layout-rules.ts';
import { extractSubgraph } from './extract-subgraph.ts';

/**
 * Changes a subgraph's convolutions, and the operators between them, to the layout NCHWc: [n, c / block, h, w, block], in which one
 * vector instruction reads a block of channels. ONNX Runtime has such operators, but uses them by itself only where filters are
 * constants; in training they are not.
 *
 * @param subgraph - The subgraph.
 * @param block - Channels of a block.
 * @returns The subgraph itself, if no convolution gains by it.
 */
export function toNchwc(subgraph: Subgraph, block: number): Subgraph {
  const rewriter = new LayoutRewriter(subgraph, block);
  let gains = false;
  for (const node of subgraph.nodes) {
    const { type, inputs, outputs, attributes } = node;
    const layouts = rules[type]?.(rewriter, node);
    const [only] = outputs;
    if (layouts && only) {
      gains ||= type.startsWith('Conv');
      rewriter.set(only, layouts);
      continue;
    }
    const given = inputs.map((input) => input && rewriter.original(input));
    const made = rewriter.graph.ops(type, given, outputs, attributes);
    for (const [index, original] of made.entries()) {
      const output = outputs[index];
      if (output) rewriter.set(output, { original });
    }
  }
  return gains ? extractSubgraph(rewriter, subgraph) : subgraph;
}
