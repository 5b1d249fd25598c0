import { add, expandDims, maximum, minimum, mul, sub, sum, type Tensor, tensor2d } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { isRecord } from '../is-record.ts';

/** A map of numbers that is linear between knots, and constant beyond the first and the last. */
export interface Knots {
  /** The numbers at the knots, ascending, at least two. */
  readonly from: readonly number[];
  /** What they are mapped to. */
  readonly to: readonly number[];
}

/**
 * What a number is mapped to.
 *
 * @param knots - The map.
 * @param number - The number.
 */
export function atKnots({ from, to }: Knots, number: number): number {
  let [low, high] = [0, from.length - 1];
  if (number <= at(from, low)) return at(to, low);
  if (number >= at(from, high)) return at(to, high);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(from, middle) <= number) low = middle;
    else high = middle;
  }
  const share = (number - at(from, low)) / (at(from, high) - at(from, low));
  return at(to, low) + share * (at(to, high) - at(to, low));
}

/**
 * What the numbers of columns are mapped to, by tensor operations: y = y₀ + Σ_k s_k min(max(x − x_k, 0), x_{k+1} − x_k).
 *
 * @param columns - The map of each column; numbers of those without one stay as they are.
 * @param numbers - The numbers (batch × columns).
 */
export function knotTensors(columns: readonly (Knots | undefined)[], numbers: Tensor): Tensor {
  const count = Math.max(...columns.map((knots) => knots?.from.length ?? 1)) - 1;
  const piece = (valueOf: (knots: Knots, index: number) => number): Tensor =>
    tensor2d(
      columns.map((knots) =>
        Array.from({ length: count }, (_, index) =>
          knots && index + 1 < knots.from.length ? valueOf(knots, index) : 0,
        ),
      ),
    );
  const width = ({ from }: Knots, index: number): number => at(from, index + 1) - at(from, index);
  const slope = (knots: Knots, index: number): number =>
    (at(knots.to, index + 1) - at(knots.to, index)) / width(knots, index);
  const beyond = sub(
    expandDims(numbers, 2),
    piece(({ from }, index) => at(from, index)),
  );
  const rises = mul(minimum(maximum(beyond, 0), piece(width)), piece(slope));
  const first = tensor2d([columns.map((knots) => knots?.to[0] ?? 0)]);
  const mapped = add(sum(rises, 2), first);
  const hasKnots = tensor2d([columns.map((knots) => Number(knots !== undefined))]);
  return add(mul(mapped, hasKnots), mul(numbers, sub(1, hasKnots)));
}

/**
 * Whether plain data is knots.
 *
 * @param value - The data, of whatever type: it may come from a file.
 */
export function isKnots(value: unknown): value is Knots {
  if (!isRecord(value)) return false;
  const { from, to } = value;
  if (!isNumbers(from) || !isNumbers(to) || from.length < 2 || from.length !== to.length) return false;
  return from.every((number, index) => index === 0 || number > at(from, index - 1));
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}
