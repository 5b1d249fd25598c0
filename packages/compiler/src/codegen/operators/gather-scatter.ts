import type { Node } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { fill, integer, local } from '../wasm/code.ts';
import { Routine } from '../wasm/function-builder.ts';
import { widthOf } from '../wasm/load-store.ts';
import { f32x4, i32x4 } from '../wasm/simd.ts';
import { type Job, whole } from '../kernel-launch.ts';
import { moveRow, pickDeep, pickRows, putRows } from '../loops/gather-scatter.ts';
import type { Sources } from '../storage.ts';

/**
 * An operator that picks rows of a value by their indices, or puts them.
 *
 * @param node - The node.
 * @param sources - Where values lie.
 * @returns `undefined` for other operators.
 */
export function rowsOf(node: Node, sources: Sources): readonly Job[] | undefined {
  const { type, inputs, attributes } = node;
  if (type === 'Gather') return gather(node, sources);
  if (type === 'GatherND') return gatherDeep(node, sources);
  if (type === 'ScatterND') return scatter(node, sources, inputs[1]?.shape.at(-1) ?? 1);
  // Of a value with one axis, rows and numbers are the same.
  const isFlat = type === 'ScatterElements' && inputs[0]?.shape.length === 1 && Number(attributes.axis ?? 0) === 0;
  return isFlat ? scatter(node, sources, 1) : undefined;
}

function gather(
  { inputs: [x, indices], outputs: [value], attributes }: Node,
  sources: Sources,
): readonly Job[] | undefined {
  if (!x || !indices || !value) return undefined;
  const axis = Number(attributes.axis ?? 0);
  const along = axis < 0 ? axis + x.shape.length : axis;
  const routine = new Routine(4);
  const picking = {
    tables: sizeOf(x.shape.slice(0, along)),
    length: x.shape[along] ?? 1,
    count: sizeOf(indices.shape),
    bytes: sizeOf(x.shape.slice(along + 1)) * widthOf(x.dtype),
  };
  const code = pickRows(routine, picking, { table: local(0), indices: local(1), to: local(2) });
  const reads = [sources.of(x), sources.of(indices)];
  return [{ code: routine.finish(code), reads, writes: [whole(value)], scratch: 0 }];
}

/** Picks rows by indices that go over several axes. */
function gatherDeep({ inputs: [x, indices], outputs: [value] }: Node, sources: Sources): readonly Job[] | undefined {
  if (!x || !indices || !value) return undefined;
  const depth = indices.shape.at(-1) ?? 1;
  const routine = new Routine(4);
  const picking = {
    lengths: x.shape.slice(0, depth),
    count: sizeOf(indices.shape) / depth,
    bytes: sizeOf(x.shape.slice(depth)) * widthOf(x.dtype),
  };
  const code = pickDeep(routine, picking, { table: local(0), indices: local(1), to: local(2) });
  const reads = [sources.of(x), sources.of(indices)];
  return [{ code: routine.finish(code), reads, writes: [whole(value)], scratch: 0 }];
}

function scatter(
  { inputs, outputs: [value], attributes }: Node,
  sources: Sources,
  depth: number,
): readonly Job[] | undefined {
  const [x, indices, updates] = inputs;
  if (!x || !indices || !updates || !value) return undefined;
  const adds = attributes.reduction === 'add';
  if (attributes.reduction !== undefined && !(adds && x.dtype !== 'bool')) return undefined;
  const bytes = sizeOf(x.shape.slice(depth)) * widthOf(x.dtype);
  const add = x.dtype === 'float32' ? f32x4.add : i32x4.add;
  const isEmpty = x.scalar === 0;
  const reads = [indices, updates, ...(isEmpty ? [] : [x])].map((read) => sources.of(read));
  const routine = new Routine(reads.length + 2);
  const putting = {
    lengths: x.shape.slice(0, depth),
    count: sizeOf(indices.shape) / depth,
    bytes,
    ...(adds ? { combine: add } : {}),
  };
  const all = { bytes: sizeOf(x.shape) * widthOf(x.dtype) };
  const to = local(reads.length);
  const code = [
    isEmpty ? [to.get, integer(0), integer(all.bytes), fill] : moveRow(routine, all, { from: local(2), to }),
    putRows(routine, putting, { indices: local(0), from: local(1), to }),
  ];
  return [{ code: routine.finish(code), reads, writes: [whole(value)], scratch: 0 }];
}
