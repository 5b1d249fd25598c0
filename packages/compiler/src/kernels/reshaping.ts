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

import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../host-tensor.ts';
import { sameShape, type Value } from '../graph/value.ts';
import { scalar } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { ofOneType } from './number-types.ts';
import { concat, expand, pad, parts, reshape, reverse, slice, transpose } from './shapes.ts';

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
  const [start = [], length = []] = slice_util.parseSliceParams(tensorLike(x), begin, size);
  slice_util.assertParamsValid(tensorLike(x), start, length);
  return slice(graph, x, { begin: start, size: length });
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
  const values = ofOneType(graph, Object.values(inputs));
  const along = util.parseAxisParam(axis, [...(values[0]?.shape ?? [])])[0] ?? 0;
  backend_util.assertParamsConsistent(
    values.map(({ shape }) => [...shape]),
    along,
  );
  return concat(graph, values, along);
});
kernel<string, PackAttrs>('Pack', (graph, inputs, { axis }) => {
  const [first] = Object.values(inputs);
  const values = Object.values(inputs).map((value) => {
    util.assertShapesMatch([...(first?.shape ?? [])], [...value.shape], 'All tensors passed to stack must match. ');
    util.assert(value.dtype === first?.dtype, () => 'All tensors passed to stack must have matching dtypes');
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
  if (x.scalar !== undefined) return graph.scalarConstant(x.scalar, shape, x.dtype);
  if (reps.every((times, axis) => times === 1 || x.shape[axis] === 1)) return expand(graph, x, shape);
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

/** The mirrored part before and after the value, along one axis. */
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

function axisOf(axis: number, shape: readonly number[]): number {
  return axis < 0 ? axis + shape.length : axis;
}

/** The properties of a tensor that TensorFlow.js' helpers read. */
function tensorLike({ shape }: Value): { shape: number[]; dtype: 'float32'; dataId: object } {
  return { shape: [...shape], dtype: 'float32', dataId: {} };
}
