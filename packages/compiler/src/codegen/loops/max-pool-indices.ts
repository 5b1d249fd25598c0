import { sizeOf } from '../../host-tensor.ts';
import { type Code, i32, integer, type Local, plus } from '../wasm/code.ts';
import { loops } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes, loadLanes } from '../wasm/load-store.ts';
import { bits, constant, f32x4, i32x4, lanes, load, width } from '../wasm/simd.ts';
import { rowMajorStrides } from '../strided-view.ts';
import { offsetsIn, paddedLengths, loopOverWindows, type Windows } from './windows.ts';

/** Up to so many positions the comparisons are unrolled; more are compared in a loop. */
const maxUnrolled = 32;

/**
 * The maximum of each window, and its index among all planes: the first of equal elements.
 *
 * @param routine - The function.
 * @param windows - The windows.
 * @param at - Where the planes are, for each window of a plane its first position, where the maxima are stored,
 *   to their indices, and to scratch memory.
 */
export function maxPoolWithIndices(
  routine: FunctionBuilder,
  windows: Windows,
  at: { from: Local; first: Local; to: Local; places: Local; scratch: Local },
): Code {
  const { input, output, filter, strides, before } = windows;
  const step = strides.at(-1) ?? 1;
  const own = rowMajorStrides(input);
  const around = rowMajorStrides(paddedLengths(windows)).map((stride) => stride * width);
  const [plane, start] = [routine.index(), routine.index()];
  const [best, where, numbers] = [routine.vector(), routine.vector(), routine.vector()];
  const neighbours = constant(new Uint8Array(Int32Array.from({ length: lanes }, (_, lane) => lane * step).buffer));

  const work = (count: number, from: Local): Code => {
    const compare = (address: Code, place: Code): Code => [
      [loadLanes('float32', address, step * width, count), numbers.set],
      [start.get, place, i32x4.splat, neighbours, i32x4.add, where.get],
      [numbers.get, best.get, f32x4.greater, bits.select, where.set],
      [best.get, numbers.get, f32x4.max, best.set],
    ];
    const inLine = (): Code => {
      const places = offsetsIn(filter, own);
      return offsetsIn(filter, around).map((offset, tap) => compare([from.get, plus(offset)], plus(places[tap] ?? 0)));
    };
    const inLoop = (): Code => {
      const [address, place] = [routine.index(), routine.index()];
      const moving = [
        { pointer: address, steps: around, moved: 0 },
        { pointer: place, steps: own, moved: 0 },
      ];
      return [
        [from.get, address.set, integer(0), place.set],
        loops(routine, filter, moving, compare(address.get, [place.get, i32.add])),
      ];
    };
    return [
      [routine.float(-Infinity), best.set],
      [at.first.get, load(), plane.get, i32x4.splat, i32x4.add, where.set],
      sizeOf(filter) <= maxUnrolled ? inLine() : inLoop(),
      storeLanes(routine, 'float32', best.get, { address: at.to.get, steps: width, count }),
      storeLanes(routine, 'int64', where.get, { address: at.places.get, steps: width, count }),
    ];
  };
  const results = rowMajorStrides(output).map((stride) => stride * width);
  const walks = [
    { pointer: at.first, steps: [0, ...results] },
    ...[at.to, at.places].map((pointer) => ({ pointer, steps: [sizeOf(output) * width, ...results] })),
    { pointer: plane, steps: [sizeOf(input), ...output.map(() => 0)] },
    { pointer: start, steps: [sizeOf(input), ...own.map((stride, axis) => stride * (strides[axis] ?? 1))] },
  ];
  const begin = before.reduce((sum, length, axis) => sum - length * (own[axis] ?? 1), 0);
  return [
    [integer(0), plane.set, integer(begin), start.set],
    loopOverWindows(routine, windows, at, { neutral: -Infinity, walks, work }),
  ];
}
