import { random, type Random } from '@equipoise/core';

/** A learner that is fitted by ridge regression: how much it is held back, and how many of the inputs it sees. */
interface Ridge {
  readonly penalty: number;
  readonly inputs: number;
}

/** Rows of one table. */
interface Rows {
  readonly inputs: readonly Float64Array[];
  readonly targets: Float64Array;
}

const inputCount = 8;
const better: Ridge = { penalty: 1, inputs: inputCount };
const worse: Ridge = { penalty: 1, inputs: inputCount - 2 };

/** The sizes of a split of the 333 rows of penguins. No learner sees those of validation. */
export const splitSizes = { train: 200, validation: 67, test: 66 } as const;
const rowCount = splitSizes.train + splitSizes.validation + splitSizes.test;

/**
 * How much better one ridge learner is than another on random splits of one table of 333 rows: the differences of their mean squared errors.
 * Tables and splits are drawn anew for each seed.
 *
 * @param seed - The table's.
 * @param splits - How many.
 */
export function resplitDifferences(seed: number, splits: number): readonly number[] {
  const draws = random(seed);
  const rows = table(draws);
  return Array.from({ length: splits }, () => {
    const order = draws.permutation(rowCount);
    const [train, test] = [order.subarray(0, splitSizes.train), order.subarray(-splitSizes.test)];
    return error(worse, rows, { train, test }) - error(better, rows, { train, test });
  });
}

/** y = Σ x with weaker and weaker inputs, and noise. */
function table(draws: Random): Rows {
  const inputs = Array.from({ length: rowCount }, () =>
    Float64Array.from({ length: inputCount }, () => draws.normal()),
  );
  const targets = Float64Array.from(inputs, (row) =>
    row.reduce((sum, value, index) => sum + value * 0.6 ** index, draws.normal()),
  );
  return { inputs, targets };
}

function error(
  ridge: Ridge,
  rows: Rows,
  { train, test }: { readonly train: Uint32Array; readonly test: Uint32Array },
): number {
  const weights = fit(ridge, rows, train);
  return (
    test.reduce((sum, row) => {
      const output = weights.reduce((total, weight, index) => total + weight * (rows.inputs[row]?.[index] ?? 0), 0);
      return sum + (output - (rows.targets[row] ?? 0)) ** 2;
    }, 0) / test.length
  );
}

/** (XᵀX + λI)⁻¹ Xᵀy, by Gaussian elimination: the matrix is positive definite. */
function fit({ penalty, inputs: size }: Ridge, { inputs, targets }: Rows, train: Uint32Array): readonly number[] {
  const system = Array.from({ length: size }, (_, row) => {
    const line = new Float64Array(size + 1);
    line[row] = penalty;
    for (const each of train) {
      const own = inputs[each]?.[row] ?? 0;
      for (let column = 0; column < size; column += 1)
        line[column] = (line[column] ?? 0) + own * (inputs[each]?.[column] ?? 0);
      line[size] = (line[size] ?? 0) + own * (targets[each] ?? 0);
    }
    return line;
  });
  for (const [at, pivot] of system.entries()) {
    for (const [other, line] of system.entries()) {
      const factor = (line[at] ?? 0) / (pivot[at] ?? 1);
      if (other !== at) pivot.forEach((value, column) => (line[column] = (line[column] ?? 0) - factor * value));
    }
  }
  return system.map((line, row) => (line[size] ?? 0) / (line[row] ?? 1));
}
