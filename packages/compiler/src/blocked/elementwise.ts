import { isSingle, type Node, sameShape, type Spec, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { inMemory } from './layouts.ts';
import { withChannels } from './per-channel.ts';
import type { Forms, Rewriting } from './rewriting.ts';

/**
 * An operator that works number by number, on pictures of which some are in blocks of channels.
 *
 * @param rewriting - What was recorded before.
 * @param node - The operator.
 */
export function elementwise(rewriting: Rewriting, { type, inputs, outputs, attributes }: Node): Forms | undefined {
  const { graph, block } = rewriting;
  const [y] = outputs;
  if (!y || !inputs.some((input) => input && sameShape(input.shape, y.shape) && rewriting.isBlocked(input)))
    return undefined;
  const isWhole = (value: Value): boolean => sameShape(value.shape, y.shape);
  const others = inputs.filter((input) => input && !isWhole(input) && !isSingle(input));
  const [other] = others;
  if (other && inputs.length === 2 && y.dtype === 'float32' && isForChannels(other, y)) {
    const [first, second] = inputs;
    const whole = first === other ? second : first;
    const made =
      whole && withChannels(rewriting, type, rewriting.blocked(whole), rewriting.plain(other), whole === first);
    if (made) return { blocked: made };
  }
  const shape = other ? inMemory(y.shape, block) : y.shape;
  const operands = inputs.map((input) => {
    if (!input) return undefined;
    if (isSingle(input)) return reshape(graph, rewriting.plain(input), []);
    if (!isWhole(input)) return spread(rewriting, rewriting.plain(input), y.shape.length);
    return reshape(graph, rewriting.blocked(input), shape);
  });
  const made = graph.op(type, operands, { shape, dtype: y.dtype }, attributes);
  return { blocked: reshape(graph, made, y.shape) };
}

/** Whether a value is one number for each channel. */
function isForChannels({ shape, dtype }: Value, y: Spec): boolean {
  const channels = y.shape[1] ?? 1;
  return dtype === 'float32' && sizeOf(shape) === channels && shape.at(-3) === channels;
}

/** A value that is spread over pictures, with its axes as theirs lie in memory. */
function spread({ graph, block }: Rewriting, value: Value, rank: number): Value {
  const missing = new Array<number>(rank - value.shape.length).fill(1);
  const [batch = 1, channels = 1, ...space] = [...missing, ...value.shape];
  if (channels === 1) return reshape(graph, value, [batch, 1, ...space, 1]);
  return transpose(graph, reshape(graph, value, [batch, channels / block, block, ...space]), [0, 1, 3, 4, 2]);
}
