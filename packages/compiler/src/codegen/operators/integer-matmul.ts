import type { Node, Value } from '../../graph/value.ts';
import { advance, type Code, local, repeat } from '../wasm/code.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes, loadLanes, loadBroadcast } from '../wasm/load-store.ts';
import { i32x4, width } from '../wasm/simd.ts';
import { type StridedView, commonLoops, type Axis, rowMajorStrides } from '../strided-view.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import type { Storage } from '../storage.ts';

/** The strided view of the rows or columns of a batch of matrices, for each position of the product. */
interface Lines extends StridedView {
  /** Elements from one to the next along such a line. */
  readonly stride: number;
}

/**
 * A matrix product of integers, or a batched one: four neighbouring elements at a time.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerIntegerMatMul(
  { type, inputs, outputs }: Node,
  storage: Storage,
): readonly KernelLaunch[] | undefined {
  const [left, right] = inputs;
  const [value] = outputs;
  if (type !== 'MatMul' || value?.dtype !== 'int32' || !left || !right) return undefined;
  if (left.shape.length < 2 || right.shape.length < 2) return undefined;
  const [a, b] = [linesOf(left, value, storage, -1), linesOf(right, value, storage, -2)];
  const strides = rowMajorStrides(value.shape);
  const own = value.shape.map((length, axis) => ({ length, stride: strides[axis] ?? 0 }));
  const walks = commonLoops([a.axes, b.axes, own]);
  if (!walks) return undefined;
  const routine = new FunctionBuilder(4);
  const to = local(2);
  const sum = routine.vector();
  const factors = [a, b].map(({ stride }, index) => ({
    pointer: local(index),
    address: routine.index(),
    step: stride * width,
    neighbour: (walks[index]?.at(-1)?.stride ?? 0) * width,
  }));
  const work = (count: number): Code => [
    [routine.integer(0), sum.set, factors.map(({ pointer, address }) => [pointer.get, address.set])],
    repeat(routine.index(), left.shape.at(-1) ?? 1, [
      sum.get,
      factors.map(({ address, neighbour }) =>
        neighbour === 0 ? loadBroadcast('int32', address.get) : loadLanes('int32', address.get, neighbour, count),
      ),
      [i32x4.multiply, i32x4.add, sum.set, factors.map(({ address, step }) => advance(address, step))],
    ]),
    storeLanes(routine, 'int32', sum.get, { address: to.get, steps: (walks[2]?.at(-1)?.stride ?? 1) * width, count }),
  ];
  const pointers = [local(0), local(1), to].map((pointer, index) => ({
    pointer,
    steps: (walks[index] ?? []).map(({ stride }) => stride * width),
  }));
  const lengths = (walks[0] ?? []).map(({ length }) => length);
  const kernel = routine.finish(vectorLoops(routine, lengths, pointers, { before: [], work }));
  return [{ kernel, reads: [a, b], writes: [wholeBuffer(value)], scratch: 0 }];
}

/** The lines of a factor along its last axis but one, or its last, broadcast over the axis of the other factor. */
function linesOf(factor: Value, { shape }: Value, storage: Storage, along: -1 | -2): Lines {
  const access = storage.layout(factor);
  const missing = shape.length - access.axes.length;
  const axes = shape.map((length, axis): Axis => {
    const lying = access.axes[axis - missing];
    const isSpread = axis === shape.length + along || !lying || lying.length === 1;
    return { length, stride: isSpread ? 0 : lying.stride };
  });
  return { ...access, axes, stride: access.axes.at(along)?.stride ?? 0 };
}
