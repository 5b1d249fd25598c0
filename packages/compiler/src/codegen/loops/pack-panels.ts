import { advance, call, type Callee, type Code, type Local, local, repeat } from '../wasm/code.ts';
import { memoize } from '../wasm/memoize.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { constant, lanes, load, loadLane, shuffle, store, vectorBytes, width } from '../wasm/simd.ts';
import type { Strides } from './strides.ts';

/** The panel to pack. */
export interface Packing {
  /** Length of the inner axis. */
  readonly depth: number;
  /** How many columns of B there are, at most eight, or rows of A. */
  readonly count: number;
  /** Pointer to the first element. */
  readonly from: Local;
  /** Pointer to the packed panel. */
  readonly to: Local;
  /** The layout of the matrix. */
  readonly strides: Strides;
}

/**
 * Packs columns of B: interleaves them, the first element of each, the second of each, and so on; in vectors of four, of which the last may have
 * arbitrary elements at its end.
 *
 * @param packing - The panel to pack.
 */
export function packB({ depth, count, from, to, strides }: Packing): Code {
  return call(packLines({ depth, count, along: strides.column, inwards: strides.row }), [from.get, to.get]);
}

/**
 * Packs rows of A, four at a time: the first element of each of the four, the second of each, and so on.
 *
 * @param routine - The function.
 * @param packing - The panel to pack.
 */
export function packA(routine: FunctionBuilder, { depth, count, from, to, strides }: Packing): Code {
  const [source, target] = [routine.index(), routine.index()];
  const four = (height: number): Code =>
    call(packLines({ depth, count: height, along: strides.row, inwards: strides.column }), [source.get, target.get]);
  return [
    [from.get, source.set, to.get, target.set],
    repeat(routine.index(), Math.floor(count / lanes), [
      four(lanes),
      advance(source, lanes * strides.row * width),
      advance(target, depth * vectorBytes),
    ]),
    count % lanes > 0 ? four(count % lanes) : [],
  ];
}

interface Lines extends Pick<Packing, 'depth' | 'count'> {
  /** Elements from one line to the next. */
  readonly along: number;
  /** Elements from one position of a line to the next. */
  readonly inwards: number;
}

/** The function that packs lines: a few at a time, so that JavaScript engines soon optimize it. */
const packLines = memoize((lines: Lines): Callee => {
  const { depth, inwards, count } = lines;
  const routine = new FunctionBuilder(2);
  const [source, target] = [local(0), local(1)];
  const bytes = Math.ceil(count / lanes) * vectorBytes;
  const atOnce = inwards === 1 && lines.along !== 1 ? lanes : 1;
  const moves = (times: number, body: Code, step: number): Code =>
    repeat(routine.index(), times, [body, advance(source, step * inwards * width), advance(target, step * bytes)]);
  const single = one(lines, source, target);
  const [whole, rest] = [Math.floor(depth / atOnce), depth % atOnce];
  return routine.finish([
    moves(whole, atOnce === 1 ? single : turned(routine, lines, source, target), atOnce),
    moves(rest, single, 1),
  ]);
});

/** One element of each line. */
function one({ count, along }: Lines, source: Local, target: Local): Code {
  const vectors = Array.from({ length: Math.ceil(count / lanes) }, (_, index) => index * lanes);
  return vectors.flatMap((first) => {
    if (along === 1) return [target.get, source.get, load(first * width), store(first * width)];
    const gathered = [0, 1, 2, 3].reduce<Code>(
      (code, lane) => [source.get, code, loadLane(lane, lineOf(first + lane, count) * along * width)],
      constant(new Uint8Array(vectorBytes)),
    );
    return [target.get, gathered, store(first * width)];
  });
}

/** Four elements of each of four lines: a 4 × 4 transpose. */
function turned(routine: FunctionBuilder, { count, along }: Lines, source: Local, target: Local): Code {
  const vectors = Array.from({ length: Math.ceil(count / lanes) }, (_, index) => index * lanes);
  const bytes = vectors.length * vectorBytes;
  const [a, b, c, d] = [routine.vector(), routine.vector(), routine.vector(), routine.vector()];
  const [ab, cd] = [routine.vector(), routine.vector()];
  return vectors.flatMap((first) => {
    const half = (odd: number): Code => [
      [a.get, b.get, shuffle(odd, odd + 4, odd + 1, odd + 5), ab.set],
      [c.get, d.get, shuffle(odd, odd + 4, odd + 1, odd + 5), cd.set],
      [target.get, ab.get, cd.get, shuffle(0, 1, 4, 5), store(first * width + odd * bytes)],
      [target.get, ab.get, cd.get, shuffle(2, 3, 6, 7), store(first * width + (odd + 1) * bytes)],
    ];
    return [
      [a, b, c, d].flatMap((line, lane) => [[source.get, load(lineOf(first + lane, count) * along * width), line.set]]),
      half(0),
      half(2),
    ];
  });
}

/** Beyond the last line the last one is read again: the memory may end there. */
function lineOf(line: number, count: number): number {
  return Math.min(line, count - 1);
}
