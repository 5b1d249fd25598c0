import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { f32x4 } from '../wasm/simd.ts';
import type { StridedView } from '../strided-view.ts';
import type { ElementwiseOp } from '../loops/elementwise-loop.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';
import { floatAttribute } from './elementwise.ts';

/**
 * A batch normalization with given mean and variance: (x − mean) · slope + offset, with one slope = scale / √(variance + ε) for each
 * channel.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerBatchNormalization(node: Node, storage: Storage): readonly ScheduledOp[] | undefined {
  const { type, inputs, outputs } = node;
  const [x, scale, offset, mean, variance] = inputs;
  const [value] = outputs;
  if (type !== 'BatchNormalization' || !x || !scale || !offset || !mean || !variance || !value) return undefined;
  const slope: Value = { name: `${value.name}.slope`, shape: scale.shape, dtype: value.dtype };
  const plain = (channels: Value): StridedView => storage.broadcast(channels, scale.shape);
  const spread = (channels: Value): StridedView => ({
    ...storage.sliceOf(channels),
    axes: x.shape.map((length, axis) => ({ length, stride: axis === 1 ? 1 : 0 })),
  });
  const steepness: ElementwiseOp['emit'] = ([steep = [], square = []], routine) => [
    [steep, square, routine.float(floatAttribute(node, 'epsilon', 1e-5)), f32x4.add],
    [f32x4.squareRoot, f32x4.divide],
  ];
  const line: ElementwiseOp['emit'] = ([number = [], middle = [], factor = [], start = []]) => [
    [number, middle, f32x4.subtract, factor, f32x4.multiply, start, f32x4.add],
  ];
  return [
    {
      op: { emit: steepness, operands: [plain(scale), plain(variance)], value: slope },
      size: sizeOf(scale.shape),
    },
    {
      op: {
        emit: line,
        operands: [storage.broadcast(x, x.shape), spread(mean), spread(slope), spread(offset)],
        value,
      },
      size: sizeOf(value.shape),
    },
  ];
}
