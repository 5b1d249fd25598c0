import type { Node } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { reshape } from '../kernels/shapes.ts';
import { blockedOp } from './operator.ts';
import type { Forms, Rewriting } from './rewriting.ts';

/**
 * A sum or mean over whole pictures in blocks of channels: the mean of each picture's channel, which lies in order by itself, and
 * then one product with a row of equal numbers.
 *
 * @param rewriting - What was recorded before.
 * @param node - The sum or mean.
 */
export function reduction(rewriting: Rewriting, { type, inputs, outputs, attributes }: Node): Forms | undefined {
  const [x, list] = inputs;
  const [y] = outputs;
  if (!x || !y || !rewriting.isBlocked(x) || x.dtype !== 'float32') return undefined;
  const axes = Array.isArray(attributes.axes) ? attributes.axes.map(Number) : Array.from(list?.constant ?? [], Number);
  if (axes.length < 2 || axes.includes(1) || !axes.includes(2) || !axes.includes(3)) return undefined;
  const { graph } = rewriting;
  const [batch = 1, channels = 1, ...space] = x.shape;
  const means = blockedOp(graph, 'GlobalAveragePool', [rewriting.blocked(x)], [batch, channels, 1, 1]);
  const rows = reshape(graph, means, [batch, channels]);
  const times = type === 'ReduceSum' ? sizeOf(space) : 1;
  if (!axes.includes(0)) {
    const inputs = [rows, graph.splat(times, [], 'float32')];
    return { plain: reshape(graph, times === 1 ? rows : graph.op('Mul', inputs, rows), y.shape) };
  }
  const weight = graph.splat(type === 'ReduceSum' ? times : 1 / batch, [1, batch], 'float32');
  const sums = graph.op('MatMul', [weight, rows], { shape: [1, channels], dtype: 'float32' });
  return { plain: reshape(graph, sums, y.shape) };
}
