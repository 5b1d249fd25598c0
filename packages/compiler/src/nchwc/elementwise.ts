import { hasOneElement, type Node, sameShape, type Value } from '../graph/value.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { nchwcShape } from './layouts.ts';
import { perChannelOp } from './per-channel.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/**
 * An elementwise operator of which at least one operand is in the NCHWc layout.
 *
 * @param rewriter - The graph so far.
 * @param node - The operator.
 */
export function elementwise(rewriter: LayoutRewriter, node: Node): Layouts | undefined {
  const { type, inputs, outputs, attributes } = node;
  const { graph, block } = rewriter;
  const [y] = outputs;
  if (!y || !inputs.some((input) => input && sameShape(input.shape, y.shape) && rewriter.hasNchwc(input)))
    return undefined;
  const scaled = perChannelOp(rewriter, node);
  if (scaled) return { nchwc: scaled };
  const isWhole = (value: Value): boolean => sameShape(value.shape, y.shape);
  const isBroadcast = inputs.some((input) => input && !isWhole(input) && !hasOneElement(input));
  const shape = isBroadcast ? nchwcShape(y.shape, block) : y.shape;
  const operands = inputs.map((input) => {
    if (!input) return undefined;
    if (hasOneElement(input)) return reshape(graph, rewriter.original(input), []);
    if (!isWhole(input)) return broadcast(rewriter, rewriter.original(input), y.shape.length);
    return reshape(graph, rewriter.nchwc(input), shape);
  });
  const made = graph.op(type, operands, { shape, dtype: y.dtype }, attributes);
  return { nchwc: reshape(graph, made, y.shape) };
}

/** A value that is broadcast to images, with its axes in the order of NCHWc. */
function broadcast({ graph, block }: LayoutRewriter, value: Value, rank: number): Value {
  const missing = new Array<number>(rank - value.shape.length).fill(1);
  const [batch = 1, channels = 1, ...space] = [...missing, ...value.shape];
  if (channels === 1) return reshape(graph, value, [batch, 1, ...space, 1]);
  return transpose(graph, reshape(graph, value, [batch, channels / block, block, ...space]), [0, 1, 3, 4, 2]);
}
