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

/** A computation in double precision; its operands are in locals. */
type Compute = (given: readonly Code[]) => Code;

/**
 * Applies a function in double precision to four floats, two of them at a time.
 *
 * @param routine - The function.
 * @param given - The floats that it takes.
 * @param compute - Computes it.
 */
export function inDouble(routine: FunctionBuilder, given: readonly Code[], compute: Compute): Code {
  return inHalves(routine, given, compute, ofFloats);
}

/**
 * Applies a function in double precision to four integers; results beyond 32 bits saturate, and NaN becomes 0.
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
