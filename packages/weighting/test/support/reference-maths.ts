import { random } from '@equipoise/core';

import { combination, type Jacobian, length, product } from './gradients.ts';

/** Rows of standard normal numbers, the same for the same seed. */
export function normalRows(seed: number, rows: number, columns: number): number[][] {
  const draws = random(seed).fork('derivations');
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => draws.normal()));
}

/** a + s·b. */
export function plus(first: readonly number[], factor: number, second: readonly number[]): number[] {
  return first.map((value, index) => value + factor * (second[index] ?? 0));
}

/** s·a. */
export function times(factor: number, values: readonly number[]): number[] {
  return values.map((value) => factor * value);
}

/** The vector made of length 1. */
export function unit(vector: readonly number[]): number[] {
  return times(1 / length(vector), vector);
}

/** x with Ax = b, by Gaussian elimination with pivots; nothing where A is singular. */
export function solve(matrix: Jacobian, right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const size = (row: readonly number[]): number => Math.abs(row[pivot] ?? 0);
    const best = rows.slice(pivot).reduce((one, other) => (size(other) > size(one) ? other : one));
    if (size(best) < 1e-12) return undefined;
    rows.splice(rows.indexOf(best), 1);
    rows.splice(pivot, 0, times(1 / (best[pivot] ?? 1), best));
    rows.forEach((row, index) => {
      if (index !== pivot) rows[index] = plus(row, -(row[pivot] ?? 0), rows[pivot] ?? []);
    });
  }
  return rows.map((row) => row.at(-1) ?? 0);
}

/**
 * Minimises ½ xᵀQx − bᵀx over x ≥ 0, where the first numbers of x add up to 1: tries every set of numbers that are not 0.
 *
 * @param quadratic - Q.
 * @param linear - b.
 * @param shares - How many numbers add up to 1.
 */
export function smallest(quadratic: Jacobian, linear: readonly number[], shares: number): number[] {
  const value = (x: readonly number[]): number => product(x, combination(quadratic, x)) / 2 - product(linear, x);
  let best: number[] | undefined;
  for (let set = 1; set < 2 ** linear.length; set += 1) {
    const chosen = [...linear.keys()].filter((index) => Math.floor(set / 2 ** index) % 2 === 1);
    const ones = chosen.map((index) => Number(index < shares));
    const rows = chosen.map((row, index) => [
      ...chosen.map((column) => quadratic[row]?.[column] ?? 0),
      ones[index] ?? 0,
    ]);
    const answer = solve([...rows, [...ones, 0]], [...chosen.map((index) => linear[index] ?? 0), 1]);
    if (!answer || chosen.some((_, index) => (answer[index] ?? 0) < 0)) continue;
    const x = [...linear.keys()].map((index) => (chosen.includes(index) ? (answer[chosen.indexOf(index)] ?? 0) : 0));
    if (!best || value(x) < value(best)) best = x;
  }
  return best ?? [];
}

/** The weights of the shortest vector Σ wᵢgᵢ over wᵢ ≥ 0 with Σ wᵢ = 1: those of MGDA. */
export function shortest(gradients: Jacobian): number[] {
  const gramian = gradients.map((row) => gradients.map((other) => product(row, other)));
  return smallest(
    gramian,
    times(
      0,
      gramian.map(() => 1),
    ),
    gramian.length,
  );
}

/** The weights of EDM: those of MGDA for gradients of length 1, divided by the lengths, adding up to 1. */
export function bisecting(gradients: Jacobian): number[] {
  const parts = shortest(gradients.map(unit)).map((share, task) => share / length(gradients[task] ?? []));
  return times(
    1 /
      product(
        parts,
        parts.map(() => 1),
      ),
    parts,
  );
}

/** The nearest point with xᵢ ≥ 0 and Σ xᵢ = 1: max(vᵢ − τ, 0), with τ found by halving. */
export function nearestShares(values: readonly number[]): number[] {
  let [low, high] = [Math.max(...values) - 1, Math.max(...values)];
  const shares = (threshold: number): number[] => values.map((value) => Math.max(value - threshold, 0));
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (low + high) / 2;
    if (shares(middle).reduce((total, share) => total + share, 0) > 1) low = middle;
    else high = middle;
  }
  return shares(high);
}

/** e^xᵢ / Σ e^xⱼ. */
export function softmaxOf(values: readonly number[]): number[] {
  const powers = values.map(Math.exp);
  return times(
    1 /
      product(
        powers,
        powers.map(() => 1),
      ),
    powers,
  );
}

/** Adam without ε for a vector: gives its change for each gradient, from weighted averages over all gradients so far. */
export function adamOf(rate: number): (gradient: readonly number[]) => number[] {
  const seen: (readonly number[])[] = [];
  const average = (decay: number, values: readonly number[]): number => {
    const weights = values.map((_, index) => decay ** (values.length - 1 - index));
    return (
      product(weights, values) /
      product(
        weights,
        weights.map(() => 1),
      )
    );
  };
  return (gradient) => {
    seen.push(gradient);
    return gradient.map((_, index) => {
      const history = seen.map((row) => row[index] ?? 0);
      const size = Math.sqrt(
        average(
          0.999,
          history.map((value) => value ** 2),
        ),
      );
      return size === 0 ? 0 : (-rate * average(0.9, history)) / size;
    });
  };
}
