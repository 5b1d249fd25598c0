import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { f32x4 } from '../wasm/simd.ts';
import type { Access } from '../strided-view.ts';
import type { Member } from '../loops/elementwise-loop.ts';
import type { Single } from '../fuse-elementwise.ts';
import type { Sources } from '../storage.ts';
import { setting } from './elementwise.ts';

/**
 * A batch normalization with a mean and a variance that are given: of each channel a slope, and of each number one that is moved,
 * multiplied and moved again.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function normalizationOf(node: Node, sources: Sources): readonly Single[] | undefined {
  const { type, inputs, outputs } = node;
  const [x, scale, offset, mean, variance] = inputs;
  const [value] = outputs;
  if (type !== 'BatchNormalization' || !x || !scale || !offset || !mean || !variance || !value) return undefined;
  const slope: Value = { name: `${value.name}.slope`, shape: scale.shape, dtype: value.dtype };
  const plain = (channels: Value): Access => sources.spread(channels, scale.shape);
  const spread = (channels: Value): Access => ({
    ...sources.of(channels),
    axes: x.shape.map((length, axis) => ({ length, stride: axis === 1 ? 1 : 0 })),
  });
  const steepness: Member['write'] = ([steep = [], square = []], routine) => [
    [steep, square, routine.float(setting(node, 'epsilon', 1e-5)), f32x4.add],
    [f32x4.squareRoot, f32x4.divide],
  ];
  const line: Member['write'] = ([number = [], middle = [], factor = [], start = []]) => [
    [number, middle, f32x4.subtract, factor, f32x4.multiply, start, f32x4.add],
  ];
  return [
    {
      member: { write: steepness, operands: [plain(scale), plain(variance)], value: slope },
      size: sizeOf(scale.shape),
    },
    {
      member: {
        write: line,
        operands: [sources.spread(x, x.shape), spread(mean), spread(slope), spread(offset)],
        value,
      },
      size: sizeOf(value.shape),
    },
  ];
}
