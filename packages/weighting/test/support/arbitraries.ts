import fc from 'fast-check';

/** A positive number over so many orders of magnitude around 1. */
function magnitude(decades: number): fc.Arbitrary<number> {
  return fc.double({ min: -decades / 2, max: decades / 2, noNaN: true }).map((exponent) => 10 ** exponent);
}

/** What a batch tells of 1 to 6 tasks: losses over six orders of magnitude, and the Gramian of a Jacobian. */
export const batches = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([tasks, width]) => {
    const row = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: width, maxLength: width });
    return fc.record({
      losses: fc.array(magnitude(6), { minLength: tasks, maxLength: tasks }),
      gramian: fc
        .array(row, { minLength: tasks, maxLength: tasks })
        .map((rows) => rows.map((first) => rows.map((second) => dot(first, second)))),
    });
  });

function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((total, value, index) => total + value * (second[index] ?? 0), 0);
}
