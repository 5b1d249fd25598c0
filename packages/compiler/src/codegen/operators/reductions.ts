import type { GraphType, Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, local, repeat } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4, i32x4, width } from '../wasm/simd.ts';
import { type KernelLaunch, type BufferSlice, wholeBuffer } from '../kernel-launch.ts';
import { reduceRows } from '../loops/reduce-rows.ts';
import { reduceLines } from '../loops/reduce-lines.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';
import { copyOf } from './data-movement.ts';

/** The instruction that combines two elements, and its neutral element. */
type Combination = readonly [combine: Code, neutral: number];

const combinations: Readonly<Partial<Record<GraphType, Readonly<Record<string, Combination>>>>> = {
  float32: {
    ReduceSum: [f32x4.add, 0],
    ReduceMean: [f32x4.add, 0],
    ReduceProd: [f32x4.multiply, 1],
    ReduceMax: [f32x4.max, -Infinity],
    ReduceMin: [f32x4.min, Infinity],
  },
  int32: {
    ReduceSum: [i32x4.add, 0],
    ReduceProd: [i32x4.multiply, 1],
    ReduceMax: [i32x4.max, -(2 ** 31)],
    ReduceMin: [i32x4.min, 2 ** 31 - 1],
  },
};

/**
 * A sum, mean, product, maximum or minimum along some axes.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerReduction(node: Node, storage: Storage): readonly (ScheduledOp | KernelLaunch)[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [x, given] = inputs;
  const [value] = outputs;
  const combination = x && combinations[x.dtype]?.[type];
  if (!combination || !value) return undefined;
  const listed = given ? Array.from(given.constant ?? [], Number) : attributes.axes;
  const all = x.shape.map((_, axis) => axis);
  const axes = Array.isArray(listed) ? listed.map((axis: number) => (axis < 0 ? axis + all.length : axis)) : all;
  const long = all.filter((axis) => x.shape[axis] !== 1);
  const runs = runsOf(long, new Set(axes));
  if (runs.length === 0) return [copyOf(value, storage.broadcast(x, x.shape))];
  let from: BufferSlice & { shape: readonly number[] } = { ...storage.sliceOf(x), shape: x.shape };
  return runs.reverse().map((run, index) => {
    const shape = from.shape.map((length, axis) => (run.includes(axis) ? 1 : length));
    const isLast = index === runs.length - 1;
    const to = isLast ? value : { name: `${value.name}.${index}`, shape, dtype: x.dtype };
    const launch = reduce({ from, to, run, combination, ...(type === 'ReduceMean' ? { isMean: true } : {}) });
    from = { ...wholeBuffer(to), shape };
    return launch;
  });
}

/** The reduced axes, with adjacent ones merged. */
function runsOf(long: readonly number[], over: ReadonlySet<number>): number[][] {
  const runs: number[][] = [];
  for (const [index, axis] of long.entries()) {
    if (!over.has(axis)) continue;
    const before = long[index - 1];
    if (before !== undefined && over.has(before)) runs.at(-1)?.push(axis);
    else runs.push([axis]);
  }
  return runs;
}

interface ReductionStep {
  readonly from: BufferSlice & { readonly shape: readonly number[] };
  readonly to: Value;
  /** The axes. */
  readonly run: readonly number[];
  readonly combination: Combination;
  readonly isMean?: boolean;
}

/** Reduces adjacent axes. */
function reduce({ from, to, run, combination: [combine, number], isMean = false }: ReductionStep): KernelLaunch {
  const [first = 0, last = 0] = [run.at(0), run.at(-1)];
  const length = sizeOf(from.shape.slice(first, last + 1));
  const [outer, inner] = [sizeOf(from.shape.slice(0, first)), sizeOf(from.shape.slice(last + 1))];
  const divisor = isMean ? { divisor: length } : {};
  const routine = new FunctionBuilder(3);
  const at = { from: local(0), to: local(1) };
  const neutral = (): Code => (to.dtype === 'float32' ? routine.float(number) : routine.integer(number));
  const code =
    inner === 1
      ? reduceLines(routine, { count: outer, length, stride: length, combine, neutral, ...divisor }, at)
      : repeat(routine.index(), outer, [
          ...reduceRows(routine, { count: length, length: inner, stride: inner, combine, ...divisor }, at),
          ...advance(at.from, length * inner * width),
          ...advance(at.to, inner * width),
        ]);
  return { kernel: routine.finish(code), reads: [from], writes: [wholeBuffer(to)], scratch: 0 };
}
