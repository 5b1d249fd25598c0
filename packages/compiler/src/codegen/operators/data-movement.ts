import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import type { Code } from '../wasm/code.ts';
import { type StridedView, type Axis, rowMajorStrides } from '../strided-view.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';

/** The strided views of a node's outputs in its first input. */
type Find = (node: Node, x: Value, storage: Storage) => readonly StridedView[];

const finders: Readonly<Record<string, Find>> = {
  Expand: (node, x, storage) => node.outputs.map(({ shape }) => storage.broadcast(x, shape)),
  Transpose: ({ outputs }, _, storage) => outputs.map((output) => storage.layout(output)),
  Split: ({ attributes, outputs }, x, storage) => {
    const stride = rowMajorStrides(x.shape)[Number(attributes.axis)] ?? 1;
    let before = 0;
    return outputs.map(({ shape }) => {
      const start = before * stride;
      before += shape[Number(attributes.axis)] ?? 0;
      return part(storage, x, { shape, start });
    });
  },
  Slice: ({ inputs, outputs }, x, storage) => {
    const [, starts, , axes, steps] = inputs.map((input) => Array.from(input?.constant ?? [], Number));
    const strides = rowMajorStrides(x.shape);
    const settings = x.shape.map((length, axis) => {
      const at = axes?.indexOf(axis) ?? -1;
      const start = starts?.[at] ?? 0;
      return { start: Math.min(start < 0 ? start + length : start, length - 1), step: steps?.[at] ?? 1 };
    });
    const start = settings.reduce((sum, setting, axis) => sum + setting.start * (strides[axis] ?? 0), 0);
    return outputs.map(({ shape }) => part(storage, x, { shape, start, steps: settings.map(({ step }) => step) }));
  },
  Tile: ({ inputs, outputs }, x, storage) => {
    const times = Array.from(inputs[1]?.constant ?? [], Number);
    const strides = rowMajorStrides(x.shape);
    const axes = x.shape.flatMap((length, axis): Axis[] => [
      { length: times[axis] ?? 1, stride: 0 },
      { length, stride: strides[axis] ?? 0 },
    ]);
    return outputs.map(() => ({ ...storage.sliceOf(x), axes }));
  },
};

/** A strided slice of a value: its offset, its shape and its strides. */
function part(
  storage: Storage,
  x: Value,
  { shape, start, steps = [] }: { shape: readonly number[]; start: number; steps?: readonly number[] },
): StridedView {
  const { value, offset } = storage.sliceOf(x);
  const strides = rowMajorStrides(x.shape);
  const axes = shape.map((length, axis) => ({ length, stride: (strides[axis] ?? 0) * (steps[axis] ?? 1) }));
  return { value, offset: offset + start, axes };
}

const identity = ([x = []]: readonly Code[]): Code => x;

/**
 * A transpose, which only changes the order of reading.
 *
 * @param value - The value.
 * @param access - How what it is made of is gone through.
 */
export function copyOf(value: Value, access: StridedView): ScheduledOp {
  return { op: { emit: identity, operands: [access], value }, size: sizeOf(value.shape) };
}

/**
 * An operator that copies elements: transpose, slice, concat and the like.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerDataMovement(node: Node, storage: Storage): readonly ScheduledOp[] | undefined {
  const [x] = node.inputs;
  if (node.type === 'Concat') return lowerConcat(node, storage);
  if (node.type === 'Pad') return lowerConstantPad(node, storage);
  const find = Object.hasOwn(finders, node.type) ? finders[node.type] : undefined;
  if (!find || !x) return undefined;
  const found = find(node, x, storage);
  return node.outputs.flatMap((value, index) => {
    const access = found[index];
    return access ? [copyOf(value, access)] : [];
  });
}

/** A padding, as slices that together fill the result: the value itself, and the padding of each axis. */
function lowerConstantPad({ inputs, outputs, attributes }: Node, storage: Storage): readonly ScheduledOp[] | undefined {
  const [x, pads, filling] = inputs;
  const [whole] = outputs;
  if (!x || !whole || attributes.mode !== 'constant' || filling?.scalar === undefined) return undefined;
  const rank = x.shape.length;
  const counts = Array.from(pads?.constant ?? [], Number);
  if (counts.some((count) => count < 0)) return undefined;
  const strides = rowMajorStrides(whole.shape);
  const begins = counts.slice(0, rank);
  const place = (begin: readonly number[], shape: readonly number[]): StridedView => ({
    value: whole,
    offset: begin.reduce((sum, start, axis) => sum + start * (strides[axis] ?? 0), 0),
    axes: shape.map((length, axis) => ({ length, stride: strides[axis] ?? 0 })),
  });
  const around = x.shape.flatMap((length, axis) =>
    [0, 1].flatMap((side): readonly ScheduledOp[] => {
      const count = counts[axis + side * rank] ?? 0;
      const shape = whole.shape.map((all, at) => (at < axis ? (x.shape[at] ?? 1) : at === axis ? count : all));
      const begin = begins.map((start, at) => (at < axis ? start : at > axis || side === 0 ? 0 : start + length));
      if (count === 0) return [];
      const value: Value = { name: `${whole.name}.${axis}.${side}`, shape, dtype: whole.dtype };
      return [{ ...copyOf(value, { value: filling, offset: 0, axes: [] }), store: place(begin, shape) }];
    }),
  );
  const inner: Value = { name: `${whole.name}.x`, shape: x.shape, dtype: whole.dtype };
  return [{ ...copyOf(inner, storage.broadcast(x, x.shape)), store: place(begins, x.shape) }, ...around];
}

function lowerConcat({ inputs, outputs, attributes }: Node, storage: Storage): readonly ScheduledOp[] {
  const [whole] = outputs;
  if (!whole) return [];
  const strides = rowMajorStrides(whole.shape);
  const axis = Number(attributes.axis);
  let before = 0;
  return inputs.flatMap((input, index) => {
    if (!input) return [];
    const axes = input.shape.map((length, at) => ({ length, stride: strides[at] ?? 0 }));
    const store = { value: whole, offset: before * (strides[axis < 0 ? axis + whole.shape.length : axis] ?? 1), axes };
    before += input.shape[axis < 0 ? axis + whole.shape.length : axis] ?? 0;
    const value = { ...input, name: `${whole.name}.${index}` };
    return [{ ...copyOf(value, storage.broadcast(input, input.shape)), store }];
  });
}
