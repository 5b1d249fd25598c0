import { expect } from 'vitest';

/** Central differences of a scalarised objective in each loss. */
function differences(objective: (losses: readonly number[]) => number, losses: readonly number[]): number[] {
  return losses.map((loss, task) => {
    const step = 1e-5 * Math.max(Math.abs(loss), 1e-3);
    const at = (value: number): number => objective(losses.map((other, index) => (index === task ? value : other)));
    return (at(loss + step) - at(loss - step)) / (2 * step);
  });
}

/** Expects the weights to be the derivative of an objective with respect to each loss, as found by finite differences. */
export function expectDerivatives(
  weights: readonly number[],
  objective: (losses: readonly number[]) => number,
  losses: readonly number[],
): void {
  const expected = differences(objective, losses);
  const scale = Math.max(...expected.map(Math.abs));
  expect(weights).toEqual(expected.map((value) => expect.closeTo(value, 6 - Math.log10(scale)) as unknown));
}
