import type { Part } from '../graph/partition.ts';
import { Rewriting } from './layout-rewriter.ts';
import { rules } from './layout-rules.ts';
import { settled } from './extract-subgraph.ts';

/**
 * A part of a graph with its convolutions, and what lies between them, on pictures in blocks of channels: [N, C / block, H, W, block],
 * so that the numbers of a block, which one instruction of the processor takes, lie side by side. ONNX Runtime has such
 * operators, and takes them by itself where filters are constants; those of a model in training are not.
 *
 * @param part - The part.
 * @param block - How many channels the operators take side by side.
 * @returns The part as it was, if no convolution gains by it.
 */
export function inBlocks(part: Part, block: number): Part {
  const rewriting = new Rewriting(part, block);
  let gains = false;
  for (const node of part.nodes) {
    const { type, inputs, outputs, attributes } = node;
    const forms = rules[type]?.(rewriting, node);
    const [only] = outputs;
    if (forms && only) {
      gains ||= type.startsWith('Conv');
      rewriting.set(only, forms);
      continue;
    }
    const given = inputs.map((input) => input && rewriting.plain(input));
    const made = rewriting.graph.ops(type, given, outputs, attributes);
    for (const [index, plain] of made.entries()) {
      const output = outputs[index];
      if (output) rewriting.set(output, { plain });
    }
  }
  return gains ? settled(rewriting, part) : part;
}
