import type {
  ConcatAttrs,
  ExpandDimsAttrs,
  MirrorPadAttrs,
  PackAttrs,
  PadV2Attrs,
  ReshapeAttrs,
  ReverseAttrs,
  SliceAttrs,
  SplitVAttrs,
  StridedSliceAttrs,
  TileAttrs,
  TransposeAttrs,
  UnpackAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util, slice_util, util } from '@tensorflow/tfjs-core';

import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../host-tensor.ts';
import { sameShape, type Value } from '../graph/value.ts';
import { scalar } from './arithmetic.ts';
import { kernel } from './kernel.ts';

/**
 * A value's numbers in another shape.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param shape - The shape, of as many numbers.
 */
export function reshape(graph: Graph, x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.splat !== undefined) return graph.splat(x.splat, shape, x.dtype);
  const before = x.node?.type === 'Reshape' ? x.node.inputs[0] : undefined;
  if (before) return reshape(graph, before, shape);
  return graph.op('Reshape', [x, graph.ints(shape)], { shape, dtype: x.dtype });
}

/**
 * A value with its axes in another order.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param perm - For each axis of the result, the axis of `x` that it is.
 */
export function transpose(graph: Graph, x: Value, perm: readonly number[]): Value {
  const shape = perm.map((axis) => x.shape[axis] ?? 1);
  if (perm.every((axis, index) => axis === index)) return x;
  if (x.splat !== undefined) return graph.splat(x.splat, shape, x.dtype);
  const before = x.node?.type === 'Transpose' ? x.node.inputs[0] : undefined;
  const first = x.node?.attributes.perm;
  if (before && Array.isArray(first)) {
    return transpose(
      graph,
      before,
      perm.map((axis) => Number(first[axis])),
    );
  }
  return graph.op('Transpose', [x], { shape, dtype: x.dtype }, { perm });
}

/**
 * A part of a value: along each axis, `size` elements from `begin` on.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param part - Where the part begins, and how long it is, along each axis.
 */
export function slice(graph: Graph, x: Value, part: { begin: readonly number[]; size: readonly number[] }): Value {
  const { begin, size } = part;
  if (sameShape(x.shape, size)) return x;
  const end = begin.map((start, axis) => start + (size[axis] ?? 0));
  const axes = begin.map((_, axis) => axis);
  return graph.op('Slice', [x, graph.ints(begin), graph.ints(end), graph.ints(axes)], { shape: size, dtype: x.dtype });
}

/**
 * Values side by side along an axis.
 *
 * @param graph - The graph.
 * @param values - The values.
 * @param axis - The axis.
 */
export function concat(graph: Graph, values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (!first) throw new UnsupportedOpError('Concat', 'of nothing');
  const filled = values.filter((value) => sizeOf(value.shape) > 0);
  if (filled.length === 1 && filled[0]) return filled[0];
  const shape = [...first.shape];
  shape[axis] = values.reduce((sum, value) => sum + (value.shape[axis] ?? 0), 0);
  return graph.op('Concat', filled, { shape, dtype: first.dtype }, { axis });
}

kernel<'x', ReshapeAttrs>('Reshape', (graph, { x }, { shape }) =>
  reshape(graph, x, util.inferFromImplicitShape(shape, sizeOf(x.shape))),
);
kernel<'input', ExpandDimsAttrs>('ExpandDims', (graph, { input }, { dim }) => {
  const shape = [...input.shape];
  shape.splice(dim < 0 ? input.shape.length + dim + 1 : dim, 0, 1);
  return reshape(graph, input, shape);
});
kernel<'x', TransposeAttrs>('Transpose', (graph, { x }, { perm }) => transpose(graph, x, perm));
kernel<'x', SliceAttrs>('Slice', (graph, { x }, { begin, size }) => {
  const [start, length] = slice_util.parseSliceParams(tensorLike(x), begin, size);
  return slice(graph, x, { begin: start ?? [], size: length ?? [] });
});
kernel<'x', StridedSliceAttrs>('StridedSlice', (graph, { x }, attrs) => {
  const info = slice_util.sliceInfo(
    [...x.shape],
    attrs.begin,
    attrs.end,
    attrs.strides,
    attrs.beginMask,
    attrs.endMask,
    attrs.ellipsisMask,
    attrs.newAxisMask,
    attrs.shrinkAxisMask,
  );
  if (info.isIdentity) return reshape(graph, x, info.finalShape);
  const { begin, end, strides } = info;
  // ONNX wants −∞ where TensorFlow.js writes −1 for "through the first element" of a backward slice.
  const ends = end.map((stop, axis) => ((strides[axis] ?? 1) < 0 && stop < 0 ? -(2 ** 31) : stop));
  const axes = begin.map((_, axis) => axis);
  const shape = slice_util.computeOutShape(begin, end, strides);
  const inputs = [x, graph.ints(begin), graph.ints(ends), graph.ints(axes), graph.ints(strides)];
  return reshape(graph, graph.op('Slice', inputs, { shape, dtype: x.dtype }), info.finalShape);
});
kernel<string, ConcatAttrs>('Concat', (graph, inputs, { axis }) => {
  const values = Object.values(inputs);
  return concat(graph, values, axisOf(axis, values[0]?.shape ?? []));
});
kernel<string, PackAttrs>('Pack', (graph, inputs, { axis }) => {
  const values = Object.values(inputs).map((value) => {
    const shape = [...value.shape];
    shape.splice(axis < 0 ? shape.length + axis + 1 : axis, 0, 1);
    return reshape(graph, value, shape);
  });
  return concat(graph, values, axisOf(axis, values[0]?.shape ?? []));
});
kernel<'value', UnpackAttrs>('Unpack', (graph, { value }, { axis }) => {
  const along = axisOf(axis, value.shape);
  const rest = value.shape.filter((_, index) => index !== along);
  return parts(graph, value, new Array<number>(value.shape[along] ?? 0).fill(1), along).map((part) =>
    reshape(graph, part, rest),
  );
});
kernel<'x', SplitVAttrs>('SplitV', (graph, { x }, { numOrSizeSplits, axis }) => {
  const along = axisOf(axis, x.shape);
  return parts(graph, x, backend_util.prepareSplitSize(tensorLike(x), numOrSizeSplits, along), along);
});
kernel<'x', TileAttrs>('Tile', (graph, { x }, { reps }) => {
  const shape = reps.map((times, axis) => times * (x.shape[axis] ?? 1));
  if (x.splat !== undefined) return graph.splat(x.splat, shape, x.dtype);
  return sameShape(shape, x.shape) ? x : graph.op('Tile', [x, graph.ints(reps)], { shape, dtype: x.dtype });
});
kernel<'x', ReverseAttrs>('Reverse', (graph, { x }, { dims }) =>
  reverse(graph, x, util.parseAxisParam(dims, [...x.shape])),
);
kernel<'image'>('FlipLeftRight', (graph, { image }) => reverse(graph, image, [2]));
kernel<'x', PadV2Attrs>('PadV2', (graph, { x }, { paddings, constantValue }) =>
  pad(graph, x, paddings, { mode: 'constant', value: scalar(graph, constantValue, x.dtype) }),
);
kernel<'x', MirrorPadAttrs>('MirrorPad', (graph, { x }, { paddings, mode }) => {
  if (mode === 'reflect') return pad(graph, x, paddings, { mode });
  return paddings.reduce((padded, around, axis) => mirror(graph, padded, around, axis), x);
});

/**
 * A value cut into parts along an axis.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param sizes - The lengths of the parts.
 * @param axis - The axis.
 */
export function parts(graph: Graph, x: Value, sizes: readonly number[], axis: number): readonly Value[] {
  if (sizes.length === 1) return [x];
  const specs = sizes.map((size) => ({
    shape: x.shape.map((length, at) => (at === axis ? size : length)),
    dtype: x.dtype,
  }));
  return graph.ops('Split', [x, graph.ints(sizes)], specs, { axis });
}

function reverse(graph: Graph, x: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return x;
  const all = (number: number): Value => graph.ints(axes.map(() => number));
  return graph.op('Slice', [x, all(-1), all(-(2 ** 31)), graph.ints(axes), all(-1)], x);
}

/** Along one axis, what is at either end once more, from the end inwards. */
function mirror(graph: Graph, x: Value, [before, after]: readonly [number, number], axis: number): Value {
  const length = x.shape[axis] ?? 1;
  const places = Int32Array.from({ length: before + length + after }, (_, index) => {
    const place = index - before;
    if (place < 0) return -1 - place;
    return place < length ? place : 2 * length - 1 - place;
  });
  if (places.length === length) return x;
  const shape = x.shape.map((size, at) => (at === axis ? places.length : size));
  const indices = graph.constant(places, [places.length], 'int32');
  return graph.op('Gather', [x, indices], { shape, dtype: x.dtype }, { axis });
}

/**
 * A value with numbers added around it.
 *
 * @param graph - The graph.
 * @param x - The value.
 * @param paddings - How many, before and after along each axis.
 * @param how - What ONNX calls the way of padding, and which number is added when it is a constant one.
 */
export function pad(
  graph: Graph,
  x: Value,
  paddings: readonly (readonly [number, number])[],
  how: { mode: string; value?: Value },
): Value {
  const { mode, value } = how;
  if (paddings.every(([before, after]) => before + after === 0)) return x;
  const shape = x.shape.map((length, axis) => length + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0));
  const pads = graph.ints([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
  return graph.op('Pad', [x, pads, value], { shape, dtype: x.dtype }, { mode });
}

function axisOf(axis: number, shape: readonly number[]): number {
  return axis < 0 ? axis + shape.length : axis;
}

/** What TensorFlow.js' helpers look at of a tensor. */
function tensorLike({ shape }: Value): { shape: number[]; dtype: 'float32'; dataId: object } {
  return { shape: [...shape], dtype: 'float32', dataId: {} };
}
