import type { Node, Value } from '../graph/value.ts';

/** One node of a graph, as two lengths of an axis gave it. */
export type Twins = readonly [Node, Node];

/** What ONNX takes for the end of an axis, however long. */
const axisEnd = 2n ** 63n - 1n;

/**
 * A shape or a list of ends that a node takes as a constant, written in the ways that ONNX has for a length that follows from
 * the shape of what the node takes first.
 *
 * @param twins - The node, with two lengths of the axis.
 * @param position - Which of its inputs is the constant.
 * @returns None when there is no such way.
 */
export function openShape(twins: Twins, position: number): Value | undefined {
  const [list, otherList] = inputs(twins, position);
  const [data, otherData] = inputs(twins, 0);
  const numbers = list?.constant;
  const others = otherList?.constant;
  if (!list || !data || !otherData || !(numbers instanceof BigInt64Array && others instanceof BigInt64Array)) {
    return undefined;
  }
  if (numbers.length !== others.length) return undefined;
  /** Whether a number of the list is the length of this axis of the data, whatever that is. */
  const isLength = (index: number, axis: number): boolean =>
    numbers[index] === BigInt(data.shape[axis] ?? -1) && others[index] === BigInt(otherData.shape[axis] ?? -1);
  const rewrite = (open: (index: number) => bigint | undefined): Value | undefined => {
    const rewritten = Array.from(numbers, (number, index) => (number === others[index] ? number : open(index)));
    const known = rewritten.filter((number) => number !== undefined);
    if (known.length < rewritten.length || known.filter((number) => number === -1n).length > 1) return undefined;
    return { name: list.name, shape: list.shape, dtype: list.dtype, constant: BigInt64Array.from(known) };
  };
  switch (`${twins[0].type} ${position}`) {
    case 'Reshape 1': // 0 is the length of the same axis of the data, −1 what is left over.
      return numbers.includes(0n) ? undefined : rewrite((index) => (isLength(index, index) ? 0n : -1n));
    case 'Slice 2': {
      const axes = twins[0].inputs[3]?.constant;
      return rewrite((index) => (isLength(index, Number(axes?.[index] ?? index)) ? axisEnd : undefined));
    }
    default:
      return undefined;
  }
}

function inputs([node, other]: Twins, position: number): readonly [Value | undefined, Value | undefined] {
  return [node.inputs[position], other.inputs[position]];
}
