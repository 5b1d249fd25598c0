import { type Node, sameShape, type Value } from '../graph/value.ts';
import { type Axis, openLength, type OpenLength, openShape } from './axis.ts';
import type { AxisLength } from './axis-length.ts';

/** One node in the graphs for two lengths. */
export type Twins = readonly [Node, Node];

/** Constants that depend on the length of the dynamic axis. */
type Lists = readonly [BigInt64Array, BigInt64Array];

/** The index that ONNX reads as the end of any axis. */
const axisEnd = 2n ** 63n - 1n;

/**
 * Replaces a constant that depends on the length of the dynamic axis: a shape or a list of ends that follows
 * from the length, or one number that is repeated that often.
 *
 * @param twins - The node, with two lengths of the axis.
 * @param position - Which of its inputs is the constant.
 * @param axis - The axis.
 * @param length - Makes the nodes that ask for the length.
 * @returns None when the constant does not follow from the length.
 */
export function openConstant(twins: Twins, position: number, axis: Axis, length: AxisLength): Value | undefined {
  const [one, two] = [twins[0].inputs[position], twins[1].inputs[position]];
  const [numbers, others] = [one?.constant, two?.constant];
  if (!one || !two) return undefined;
  if (numbers instanceof BigInt64Array && others instanceof BigInt64Array) {
    if (!sameShape(one.shape, two.shape)) return undefined;
    const constant = inOnnx(twins, position, [numbers, others]);
    if (constant) return length.constant(constant);
    const list = Array.from(numbers, (number, index) => openLength(axis, [Number(number), Number(others[index])]));
    return isKnown(list) ? length.list(list) : undefined;
  }
  if (one.scalar === undefined || !Object.is(one.scalar, two.scalar) || one.shape.length !== two.shape.length)
    return undefined;
  const shape = openShape(axis, one, two);
  return isKnown(shape) ? length.repeated(one, shape) : undefined;
}

function isKnown(lengths: readonly OpenLength[]): lengths is readonly (number | string)[] {
  return !lengths.includes(undefined);
}

/** The ONNX form of a constant whose lengths follow from the shape of the first input, if there is one. */
function inOnnx(twins: Twins, position: number, [numbers, others]: Lists): BigInt64Array | undefined {
  const [data, otherData] = [twins[0].inputs[0]?.shape ?? [], twins[1].inputs[0]?.shape ?? []];
  const isLength = (index: number, axis: number): boolean =>
    Number(numbers[index]) === data[axis] && Number(others[index]) === otherData[axis];
  const rewritten = (open: (index: number) => bigint): BigInt64Array =>
    numbers.map((number, index) => (number === others[index] ? number : open(index)));
  if (twins[0].type === 'Reshape' && position === 1 && !numbers.includes(0n)) {
    // 0 is the length of the same axis of the data, −1 is inferred.
    const shape = rewritten((index) => (isLength(index, index) ? 0n : -1n));
    return shape.filter((length) => length === -1n).length <= 1 ? shape : undefined;
  }
  if (twins[0].type === 'Slice' && position === 2) {
    const axes = twins[0].inputs[3]?.constant;
    const isEnd = (index: number): boolean => isLength(index, Number(axes?.[index] ?? index));
    const differ = Array.from(numbers.keys()).filter((index) => numbers[index] !== others[index]);
    return differ.every(isEnd) ? rewritten(() => axisEnd) : undefined;
  }
  return undefined;
}
