import { describe, it } from 'vitest';

import { type Example, expectAlike, noise } from './example.ts';

const examples: readonly Example[] = [
  ...[
    [3, 5, 4, 7],
    [6, 5],
  ].map((shape): Example => ({
    type: 'BatchNormalization',
    given: [
      [noise(shape.reduce((product, side) => product * side, 1)), shape],
      ...[5, 6, 7, 8].map((count) => [noise(count).slice(0, 5).map(Math.abs), [5]] as const),
    ],
    shape,
    attributes: { epsilon: { float: 1e-3 } },
  })),
];

describe('an operator of layers gives what it gives by ONNX Runtime', () => {
  it.each(examples)('$type, $shape $attributes', expectAlike);
});
