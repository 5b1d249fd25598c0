import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4, lanes, load, loadSplat, store, storeLane, vectorBytes, width } from '../wasm/simd.ts';

/** Rows that are reduced to one row. */
export interface Rows {
  /** How many. */
  readonly count: number;
  /** How long they are. */
  readonly length: number;
  /** Elements from one row to the next. */
  readonly stride: number;
  /** The instruction that combines two elements. */
  readonly combine: Code;
  /** A factor for each row, contiguous in memory. */
  readonly factors?: Local;
  /** The divisor of the result. */
  readonly divisor?: number;
}

/** Rows that one iteration reads. */
const rowsPerStep = 4;

/**
 * Reduces rows to one row: the sum or the maximum of each column.
 *
 * @param routine - The function.
 * @param rows - The rows.
 * @param at - Where they are, and where the result is put.
 */
export function reduceRows(routine: FunctionBuilder, rows: Rows, at: { from: Local; to: Local }): Code {
  const { count, stride, factors } = rows;
  const [first, factor] = [routine.index(), routine.index()];
  const few = count % rowsPerStep || rowsPerStep;
  const next = (times: number): Code => [
    advance(first, times * stride * width),
    factors ? advance(factor, times * width) : [],
  ];
  const group = (times: number, kind: Kind): Code =>
    reduceGroup(routine, { rows, times, kind }, { first, factor, to: at.to });
  return [
    [at.from.get, first.set, factors ? [factors.get, factor.set] : []],
    [group(few, { isFirst: true, isLast: few === count }), next(few)],
    repeat(routine.index(), Math.max(0, Math.ceil(count / rowsPerStep) - 2), [
      group(rowsPerStep, { isFirst: false, isLast: false }),
      next(rowsPerStep),
    ]),
    count > few ? group(rowsPerStep, { isFirst: false, isLast: true }) : [],
  ];
}

interface Kind {
  /** Whether these are the first rows. */
  readonly isFirst: boolean;
  /** Whether these are the last rows. */
  readonly isLast: boolean;
}

/** Combines neighbouring rows with each other and with the accumulator. */
function reduceGroup(
  routine: FunctionBuilder,
  { rows, times, kind }: { rows: Rows; times: number; kind: Kind },
  at: { first: Local; factor: Local; to: Local },
): Code {
  const { length, stride, combine, factors, divisor } = rows;
  const each = Array.from({ length: times }, (_, index) => index);
  const weights = factors ? each.map(() => routine.vector()) : [];
  const [from, to] = [routine.index(), routine.index()];
  const work = each.map((row): Code => {
    const numbers = [from.get, load(row * stride * width)];
    const weight = weights[row];
    return weight ? [numbers, weight.get, f32x4.multiply] : numbers;
  });
  const total = [
    pairwise(work, combine),
    kind.isFirst ? [] : [to.get, load(), combine],
    kind.isLast && divisor ? [routine.float(divisor), f32x4.divide] : [],
  ];
  const sum = routine.vector();
  const rest = Array.from({ length: length % lanes }, (_, lane) => [to.get, sum.get, storeLane(lane, lane * width)]);
  return [
    weights.flatMap((weight, row) => [at.factor.get, loadSplat(row * width), weight.set]),
    [at.first.get, from.set, at.to.get, to.set],
    repeat(routine.index(), Math.floor(length / lanes), [
      [to.get, total, store()],
      [advance(from, vectorBytes), advance(to, vectorBytes)],
    ]),
    rest.length > 0 ? [total, sum.set, rest.flat()] : [],
  ];
}

function pairwise(terms: readonly Code[], combine: Code): Code {
  if (terms.length < 2) return terms.flat();
  const half = Math.ceil(terms.length / 2);
  return [pairwise(terms.slice(0, half), combine), pairwise(terms.slice(half), combine), combine];
}
