import type { Value } from '../graph/value.ts';
import { arithmetic } from '../kernels/arithmetic.ts';
import { reshape } from '../kernels/shapes.ts';
import { blockedOp } from './operator.ts';
import type { Rewriting } from './rewriting.ts';

/**
 * x · slope + shift with one slope and one shift for each channel: a convolution of 1×1 of each channel by itself, which takes a
 * quarter of the time of operators that spread the channels' numbers.
 *
 * @param rewriting - What was recorded before.
 * @param x - Pictures in blocks of channels.
 * @param slope - What each channel is multiplied by, in the new graph.
 * @param shift - What is added to it, in the new graph.
 */
export function scaled({ graph }: Rewriting, x: Value, slope: Value, shift?: Value): Value {
  const channels = x.shape[1] ?? 1;
  const operands = [x, reshape(graph, slope, [channels, 1, 1, 1])];
  if (shift) operands.push(reshape(graph, shift, [channels]));
  return blockedOp(graph, 'Conv', operands, x.shape, { kernel_shape: [1, 1], group: channels });
}

/**
 * An operator of pictures and one number for each channel, where {@link scaled} can do it.
 *
 * @param rewriting - What was recorded before.
 * @param type - The operator.
 * @param x - Pictures in blocks of channels.
 * @param numbers - The numbers, in the new graph.
 * @param isFirst - Whether the pictures are its first operand.
 */
export function withChannels(
  rewriting: Rewriting,
  type: string,
  x: Value,
  numbers: Value,
  isFirst: boolean,
): Value | undefined {
  const { graph } = rewriting;
  const all = (number: number): Value => graph.splat(number, numbers.shape, 'float32');
  if (type === 'Mul') return scaled(rewriting, x, numbers);
  if (type === 'Add') return scaled(rewriting, x, all(1), numbers);
  if (type === 'Sub' && !isFirst) return scaled(rewriting, x, all(-1), numbers);
  if (type === 'Sub') return scaled(rewriting, x, all(1), arithmetic(graph, 'Sub', all(0), numbers));
  if (type === 'Div' && isFirst) return scaled(rewriting, x, arithmetic(graph, 'Div', all(1), numbers));
  return undefined;
}
