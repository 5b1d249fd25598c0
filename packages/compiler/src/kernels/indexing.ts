import type {
  GatherV2Attrs,
  OneHotAttrs,
  ScatterNdAttrs,
  SparseToDenseAttrs,
  UnsortedSegmentSumAttrs,
} from '@tensorflow/tfjs-core';
import { backend_util, util } from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { recordIndexSite } from '../trace/index-sites.ts';
import { binary, scalar } from './arithmetic.ts';
import { kernel } from './kernel.ts';
import { expand, reshape } from './shapes.ts';
import { cast, choose } from './number-types.ts';

kernel<'x' | 'indices', GatherV2Attrs>('GatherV2', (graph, { x, indices }, { axis, batchDims }) => {
  const along = util.parseAxisParam(axis, [...x.shape])[0] ?? 0;
  const { outputShape } = backend_util.segment_util.collectGatherOpShapeInfo(
    { shape: [...x.shape] } as never,
    { shape: [...indices.shape], rank: indices.shape.length } as never,
    along,
    batchDims,
  );
  const shape = [...x.shape.slice(0, along), ...indices.shape.slice(batchDims), ...x.shape.slice(along + 1)];
  const length = x.shape[along] ?? 1;
  const whole = sizeOf(x.shape.slice(0, along + 1));
  recordIndexSite(graph, { type: 'Gather', lengths: [length], ...(batchDims > 0 && { whole }) });
  if (batchDims === 0) return graph.op('Gather', [x, indices], { shape, dtype: x.dtype }, { axis: along });
  return gatherInBatches(graph, x, indices, { along, batchDims, shape, flat: outputShape });
});

kernel<'indices', OneHotAttrs>('OneHot', (graph, { indices }, { depth, onValue, offValue, dtype }) => {
  const type = dtype === 'float32' || dtype === 'bool' ? dtype : 'int32';
  const classes = graph.constant(
    Int32Array.from({ length: depth }, (_, index) => index),
    [depth],
    'int32',
  );
  const hit = binary(graph, 'Equal', reshape(graph, indices, [...indices.shape, 1]), classes, 'bool');
  if (onValue === 1 && offValue === 0) return cast(graph, hit, type);
  return choose(graph, hit, [scalar(graph, onValue, type), scalar(graph, offValue, type)], hit.shape);
});

kernel<'x' | 'segmentIds', UnsortedSegmentSumAttrs>(
  'UnsortedSegmentSum',
  (graph, { x, segmentIds }, { numSegments }) => {
    const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
    const count = sizeOf(segmentIds.shape);
    const rows = reshape(graph, cast(graph, x, 'float32'), [count, ...shape.slice(1)]);
    if (isLookedUp(graph, segmentIds, numSegments)) {
      return scatterAdd(graph, rows, reshape(graph, segmentIds, [count, 1]), shape);
    }
    const ids = reshape(graph, segmentIds, [count, 1]);
    const notBelow = binary(graph, 'GreaterOrEqual', ids, scalar(graph, 0, 'int32'), 'bool');
    const inside = binary(
      graph,
      'And',
      notBelow,
      binary(graph, 'Less', ids, scalar(graph, numSegments, 'int32'), 'bool'),
    );
    const there = reshape(graph, inside, [count, ...rows.shape.slice(1).map(() => 1)]);
    const kept = choose(graph, there, [rows, scalar(graph, 0)], rows.shape);
    return scatterAdd(graph, kept, choose(graph, inside, [ids, scalar(graph, 0, 'int32')], ids.shape), shape);
  },
);

kernel<'indices' | 'updates', ScatterNdAttrs>('ScatterNd', (graph, { indices, updates }, { shape }) =>
  scatterAdd(graph, updates, indices, shape),
);

kernel<'params' | 'indices'>('GatherNd', (graph, { params, indices }) => {
  const depth = indices.shape.at(-1) ?? 1;
  if (depth > params.shape.length) {
    throw new CompileError(
      `compile: indices of gatherND have up to ${params.shape.length} numbers for shape [${params.shape.join()}], received ${depth}.`,
    );
  }
  const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
  recordIndexSite(graph, { type: 'GatherND', lengths: params.shape.slice(0, depth) });
  return graph.op('GatherND', [params, cast(graph, indices, 'int64')], { shape, dtype: params.dtype });
});

kernel<'tensor' | 'indices' | 'updates'>('TensorScatterUpdate', (graph, { tensor, indices, updates }) => {
  recordIndexSite(graph, { type: 'ScatterND', lengths: tensor.shape.slice(0, indices.shape.at(-1)) });
  return graph.op('ScatterND', [tensor, cast(graph, indices, 'int64'), updates], tensor);
});

kernel<'sparseIndices' | 'sparseValues' | 'defaultValue', SparseToDenseAttrs>(
  'SparseToDense',
  (graph, { sparseIndices, sparseValues, defaultValue }, { outputShape: shape }) => {
    const count = sparseIndices.shape[0] ?? 1;
    const indices = reshape(graph, sparseIndices, [count, sparseIndices.shape[1] ?? 1]);
    const values = expand(graph, sparseValues, [count]);
    const around = expand(graph, defaultValue, shape);
    recordIndexSite(graph, { type: 'ScatterND', lengths: shape.slice(0, indices.shape[1]) });
    return graph.op('ScatterND', [around, cast(graph, indices, 'int64'), values], { shape, dtype: values.dtype });
  },
);

kernel<'x'>('Diag', (graph, { x }) => {
  const size = sizeOf(x.shape);
  const diagonal = Uint8Array.from({ length: size ** 2 }, (_, index) => Number(index % (size + 1) === 0));
  const choices = [reshape(graph, x, [size]), scalar(graph, 0, x.dtype)] as const;
  const square = choose(graph, graph.constant(diagonal, [size, size], 'bool'), choices, [size, size]);
  return reshape(graph, square, [...x.shape, ...x.shape]);
});

function scatterAdd(graph: Graph, updates: Value, indices: Value, shape: readonly number[]): Value {
  recordIndexSite(graph, { type: 'ScatterND', lengths: shape.slice(0, indices.shape.at(-1)) });
  const inputs = [graph.scalarConstant(0, shape, updates.dtype), cast(graph, indices, 'int64'), updates];
  return graph.op('ScatterND', inputs, { shape, dtype: updates.dtype }, { reduction: 'add' });
}

/** Whether the indices are those of an embedding lookup in a table of this length: then none of them is out of range. */
function isLookedUp(graph: Graph, indices: Value, length: number): boolean {
  const given = (value: Value | undefined): Value | undefined =>
    value?.node?.type === 'Reshape' ? value.node.inputs[0] : value;
  return graph.nodes.some(
    ({ type, inputs: [table, places], attributes }) =>
      type === 'Gather' &&
      given(places) === given(indices) &&
      table?.shape[typeof attributes.axis === 'number' ? attributes.axis : 0] === length,
  );
}

/** Adds an offset to the indices of each batch, so that one gather over the concatenated batches does. */
function gatherInBatches(
  graph: Graph,
  x: Value,
  indices: Value,
  { along, batchDims, shape }: { along: number; batchDims: number; shape: readonly number[]; flat: readonly number[] },
): Value {
  const stacks = sizeOf(x.shape.slice(0, batchDims));
  const between = sizeOf(x.shape.slice(batchDims, along));
  const length = x.shape[along] ?? 1;
  const rest = x.shape.slice(along + 1);
  const picked = sizeOf(indices.shape.slice(batchDims));
  const offsets = Int32Array.from({ length: stacks * between }, (_, row) => row * length);
  const repeated = Int32Array.from({ length: stacks * between }, (_, row) => Math.floor(row / between));
  const rows = graph.op(
    'Gather',
    [reshape(graph, indices, [stacks, picked]), graph.constant(repeated, [stacks * between], 'int32')],
    { shape: [stacks * between, picked], dtype: 'int32' },
    { axis: 0 },
  );
  const number = (value: number): Value => scalar(graph, value, 'int32');
  const total = number(stacks * between * length);
  const isBelow = (value: Value, limit: number): Value => binary(graph, 'Less', value, number(limit), 'bool');
  // An index out of range must not fall into another batch.
  const fromEnd = choose(graph, isBelow(rows, 0), [binary(graph, 'Add', rows, number(length)), rows], rows.shape);
  const starts = graph.constant(offsets, [stacks * between, 1], 'int32');
  const beyond = choose(
    graph,
    isBelow(fromEnd, length),
    [binary(graph, 'Add', fromEnd, starts), binary(graph, 'Add', rows, total)],
    rows.shape,
  );
  const places = choose(graph, isBelow(fromEnd, 0), [binary(graph, 'Sub', rows, total), beyond], rows.shape);
  const table = reshape(graph, x, [stacks * between * length, ...rest]);
  const spec = { shape: [stacks * between, picked, ...rest], dtype: x.dtype };
  return reshape(graph, graph.op('Gather', [table, places], spec, { axis: 0 }), shape);
}
