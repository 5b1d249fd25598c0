import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { f64x2, shuffle } from '../simd.ts';

/** Conversions from single to double precision and back. */
interface Conversion {
  readonly widen: Code;
  readonly narrow: Code;
}

const ofFloats: Conversion = { widen: f64x2.fromFloats, narrow: f64x2.toFloats };
const ofIntegers: Conversion = { widen: f64x2.fromIntegers, narrow: f64x2.toIntegers };

/** Computes something in double precision; what it takes is in variables. */
type Compute = (given: readonly Code[]) => Code;

/**
 * What a function in double precision gives for four floats: for two of them at a time.
 *
 * @param routine - The function.
 * @param given - The floats that it takes.
 * @param compute - Computes it.
 */
export function inDouble(routine: FunctionBuilder, given: readonly Code[], compute: Compute): Code {
  return inHalves(routine, given, compute, ofFloats);
}

/**
 * What a function in double precision gives for four integers; what has more than 32 bits becomes the largest or smallest
 * number, and NaN 0.
 *
 * @param routine - The function.
 * @param given - The integers that it takes.
 * @param compute - Computes it.
 */
export function ofIntegersInDouble(routine: FunctionBuilder, given: readonly Code[], compute: Compute): Code {
  return inHalves(routine, given, compute, ofIntegers);
}

function inHalves(
  routine: FunctionBuilder,
  given: readonly Code[],
  compute: Compute,
  { widen, narrow }: Conversion,
): Code {
  const half = (first: number): Code => {
    const doubles = given.map(() => routine.vector());
    return [
      given.map((numbers, index) => [
        [numbers, numbers, shuffle(first, first + 1, first, first + 1), widen],
        doubles[index]?.set ?? [],
      ]),
      compute(doubles.map(({ get }) => get)),
      narrow,
    ];
  };
  return [half(0), half(2), shuffle(0, 1, 4, 5)];
}
