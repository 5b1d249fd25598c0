import type { Node, Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { local } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4 } from '../wasm/simd.ts';
import { rowMajorStrides } from '../strided-view.ts';
import { type KernelLaunch, wholeBuffer } from '../kernel-launch.ts';
import { maxPoolWithIndices } from '../loops/max-pool-indices.ts';
import { poolWindows } from '../loops/pool.ts';
import { scratchOf, type Windows } from '../loops/windows.ts';
import type { Storage } from '../storage.ts';

/**
 * A max pooling, or an average pooling that leaves padding out of the mean.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerPooling(node: Node, storage: Storage): readonly KernelLaunch[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [x] = inputs;
  const [value, places] = outputs;
  if ((type !== 'MaxPool' && type !== 'AveragePool') || x?.dtype !== 'float32' || !value) return undefined;
  const windows = windowsOf(node, x, value);
  const from = storage.sliceOf(x);
  const scratch = scratchOf(windows);
  if (places) {
    const routine = new FunctionBuilder(5);
    const at = { from: local(0), first: local(1), to: local(2), places: local(3), scratch: local(4) };
    const kernel = routine.finish(maxPoolWithIndices(routine, windows, at));
    return [
      {
        kernel,
        reads: [from, wholeBuffer(firstOf(windows))],
        writes: [wholeBuffer(value), wholeBuffer(places)],
        scratch,
      },
    ];
  }
  if (type === 'MaxPool') {
    const routine = new FunctionBuilder(3);
    const pool = { windows, combine: f32x4.max, neutral: -Infinity };
    const code = poolWindows(routine, pool, { from: local(0), to: local(1), scratch: local(2) });
    return [{ kernel: routine.finish(code), reads: [from], writes: [wholeBuffer(value)], scratch }];
  }
  const counts = attributes.count_include_pad === 1 || scratch === 0 ? undefined : countsOf(windows);
  const routine = new FunctionBuilder(counts ? 4 : 3);
  const [to, bytes] = counts ? [local(2), local(3)] : [local(1), local(2)];
  const pool = { windows, combine: f32x4.add, neutral: 0, divisor: counts ? local(1) : sizeOf(windows.filter) };
  const code = poolWindows(routine, pool, { from: local(0), to, scratch: bytes });
  const reads = [from, ...(counts ? [wholeBuffer(counts)] : [])];
  return [{ kernel: routine.finish(code), reads, writes: [wholeBuffer(value)], scratch }];
}

/** The windows of a node, without trailing axes of length 1. */
function windowsOf({ attributes }: Node, x: Value, value: Value): Windows {
  const rank = x.shape.length - 2;
  const listOf = (name: string, otherwise: number): number[] => {
    const given = attributes[name];
    return Array.isArray(given) ? given.map(Number) : new Array<number>(2 * rank).fill(otherwise);
  };
  const [input, output] = [x.shape.slice(2), value.shape.slice(2)];
  const filter = listOf('kernel_shape', 1);
  const strides = listOf('strides', 1);
  const before = listOf('pads', 0);
  const last = input.findLastIndex((length, axis) => axis === 0 || length > 1 || filter[axis] !== 1);
  const only = (lengths: readonly number[]): readonly number[] => lengths.slice(0, last + 1);
  return {
    planes: sizeOf(x.shape.slice(0, 2)),
    input: only(input),
    output: only(output),
    filter: only(filter),
    strides: only(strides),
    before: only(before.slice(0, rank)),
  };
}

/** For each window of a plane, how many of its positions are inside the image. */
function countsOf(windows: Windows): Value {
  const counts = ofWindows(windows, ({ begin, end }) => end - begin).map(sizeOf);
  return { name: 'counts', shape: windows.output, dtype: 'float32', constant: Float32Array.from(counts) };
}

/** For each window of a plane, the first position that it covers. */
function firstOf(windows: Windows): Value {
  const strides = rowMajorStrides(windows.input);
  const places = ofWindows(windows, ({ begin }, axis) => begin * (strides[axis] ?? 1)).map((steps) =>
    steps.reduce((sum, step) => sum + step, 0),
  );
  return { name: 'first', shape: windows.output, dtype: 'int32', constant: Int32Array.from(places) };
}

/** A table with one entry for each window of a plane, from the window's range along each axis. */
function ofWindows(
  { input, output, filter, strides, before }: Windows,
  tell: (stretch: { begin: number; end: number }, axis: number) => number,
): readonly (readonly number[])[] {
  return output.reduce<readonly (readonly number[])[]>(
    (windows, count, axis) =>
      windows.flatMap((sides) =>
        Array.from({ length: count }, (_, index) => {
          const begin = index * (strides[axis] ?? 1) - (before[axis] ?? 0);
          const end = Math.min(begin + (filter[axis] ?? 1), input[axis] ?? 1);
          return [...sides, tell({ begin: Math.max(begin, 0), end }, axis)];
        }),
      ),
    [[]],
  );
}
