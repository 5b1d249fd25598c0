import fc from 'fast-check';

/** A positive number over so many orders of magnitude around 1. */
function magnitude(decades: number): fc.Arbitrary<number> {
  return fc.double({ min: -decades / 2, max: decades / 2, noNaN: true }).map((exponent) => 10 ** exponent);
}

/** A number over twenty orders of magnitude either side of 0, or 0: squares of smaller ones would underflow in a Gramian. */
const entry = fc.oneof(
  { arbitrary: fc.constant(0), weight: 1 },
  {
    arbitrary: fc.tuple(magnitude(20), fc.constantFrom(-1, 1)).map(([size, sign]) => sign * size),
    weight: 9,
  },
);

/** What a batch tells of 1 to 6 tasks: losses over six orders of magnitude, and the Gramian of a Jacobian. */
export const batches = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([tasks, width]) => {
    const row = fc.array(entry, { minLength: width, maxLength: width });
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
