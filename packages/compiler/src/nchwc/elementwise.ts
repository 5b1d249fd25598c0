import { isSingle, type Node, sameShape, type Value } from '../graph/value.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { inMemory } from './layouts.ts';
import { withChannels } from './per-channel.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/**
 * An operator that works number by number, on pictures of which some are in blocks of channels.
 *
 * @param rewriting - What was recorded before.
 * @param node - The operator.
 */
export function elementwise(rewriting: Rewriting, node: Node): Forms | undefined {
  const { type, inputs, outputs, attributes } = node;
  const { graph, block } = rewriting;
  const [y] = outputs;
  if (!y || !inputs.some((input) => input && sameShape(input.shape, y.shape) && rewriting.isBlocked(input)))
    return undefined;
  const scaled = withChannels(rewriting, node);
  if (scaled) return { blocked: scaled };
  const isWhole = (value: Value): boolean => sameShape(value.shape, y.shape);
  const isSpread = inputs.some((input) => input && !isWhole(input) && !isSingle(input));
  const shape = isSpread ? inMemory(y.shape, block) : y.shape;
  const operands = inputs.map((input) => {
    if (!input) return undefined;
    if (isSingle(input)) return reshape(graph, rewriting.plain(input), []);
    if (!isWhole(input)) return spread(rewriting, rewriting.plain(input), y.shape.length);
    return reshape(graph, rewriting.blocked(input), shape);
  });
  const made = graph.op(type, operands, { shape, dtype: y.dtype }, attributes);
  return { blocked: reshape(graph, made, y.shape) };
}

/** A value that is spread over pictures, with its axes as theirs lie in memory. */
function spread({ graph, block }: Rewriting, value: Value, rank: number): Value {
  const missing = new Array<number>(rank - value.shape.length).fill(1);
  const [batch = 1, channels = 1, ...space] = [...missing, ...value.shape];
  if (channels === 1) return reshape(graph, value, [batch, 1, ...space, 1]);
  return transpose(graph, reshape(graph, value, [batch, channels / block, block, ...space]), [0, 1, 3, 4, 2]);
}
