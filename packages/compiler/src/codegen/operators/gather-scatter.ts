import type { Node } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { fill, integer, local } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { widthOf } from '../wasm/load-store.ts';
import { f32x4, i32x4 } from '../wasm/simd.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { copyRow, gatherNdRows, gatherRows, scatterRows } from '../loops/gather-scatter.ts';
import type { Storage } from '../storage.ts';

/**
 * A gather or scatter of rows.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerGatherScatter(node: Node, storage: Storage): readonly KernelLaunch[] | undefined {
  const { type, inputs, attributes } = node;
  if (type === 'Gather') return gather(node, storage);
  if (type === 'GatherND') return gatherNd(node, storage);
  if (type === 'ScatterND') return scatter(node, storage, inputs[1]?.shape.at(-1) ?? 1);
  // In a value with one axis, a row is one element.
  const isFlat = type === 'ScatterElements' && inputs[0]?.shape.length === 1 && Number(attributes.axis ?? 0) === 0;
  return isFlat ? scatter(node, storage, 1) : undefined;
}

function gather(
  { inputs: [x, indices], outputs: [value], attributes }: Node,
  storage: Storage,
): readonly KernelLaunch[] | undefined {
  if (!x || !indices || !value) return undefined;
  const axis = Number(attributes.axis ?? 0);
  const along = axis < 0 ? axis + x.shape.length : axis;
  const routine = new FunctionBuilder(4);
  const picking = {
    tables: sizeOf(x.shape.slice(0, along)),
    length: x.shape[along] ?? 1,
    count: sizeOf(indices.shape),
    bytes: sizeOf(x.shape.slice(along + 1)) * widthOf(x.dtype),
  };
  const code = gatherRows(routine, picking, { table: local(0), indices: local(1), to: local(2) });
  const reads = [storage.sliceOf(x), storage.sliceOf(indices)];
  return [{ kernel: routine.finish(code), reads, writes: [wholeBuffer(value)], scratch: 0 }];
}

/** A GatherND: rows by indices over several axes. */
function gatherNd(
  { inputs: [x, indices], outputs: [value] }: Node,
  storage: Storage,
): readonly KernelLaunch[] | undefined {
  if (!x || !indices || !value) return undefined;
  const depth = indices.shape.at(-1) ?? 1;
  const routine = new FunctionBuilder(4);
  const picking = {
    lengths: x.shape.slice(0, depth),
    count: sizeOf(indices.shape) / depth,
    bytes: sizeOf(x.shape.slice(depth)) * widthOf(x.dtype),
  };
  const code = gatherNdRows(routine, picking, { table: local(0), indices: local(1), to: local(2) });
  const reads = [storage.sliceOf(x), storage.sliceOf(indices)];
  return [{ kernel: routine.finish(code), reads, writes: [wholeBuffer(value)], scratch: 0 }];
}

function scatter(
  { inputs, outputs: [value], attributes }: Node,
  storage: Storage,
  depth: number,
): readonly KernelLaunch[] | undefined {
  const [x, indices, updates] = inputs;
  if (!x || !indices || !updates || !value) return undefined;
  const adds = attributes.reduction === 'add';
  if (attributes.reduction !== undefined && !(adds && x.dtype !== 'bool')) return undefined;
  const bytes = sizeOf(x.shape.slice(depth)) * widthOf(x.dtype);
  const add = x.dtype === 'float32' ? f32x4.add : i32x4.add;
  const isEmpty = x.scalar === 0;
  const reads = [indices, updates, ...(isEmpty ? [] : [x])].map((read) => storage.sliceOf(read));
  const routine = new FunctionBuilder(reads.length + 2);
  const putting = {
    lengths: x.shape.slice(0, depth),
    count: sizeOf(indices.shape) / depth,
    bytes,
    ...(adds ? { combine: add } : {}),
  };
  const all = { bytes: sizeOf(x.shape) * widthOf(x.dtype) };
  const to = local(reads.length);
  const code = [
    isEmpty ? [to.get, integer(0), integer(all.bytes), fill] : copyRow(routine, all, { from: local(2), to }),
    scatterRows(routine, putting, { indices: local(0), from: local(1), to }),
  ];
  return [{ kernel: routine.finish(code), reads, writes: [wholeBuffer(value)], scratch: 0 }];
}
