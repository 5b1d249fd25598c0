import { type Option, part } from '../../options/option.ts';

/** Names of classes, labels, targets or tags; or how many there are: then they are named 0, 1, 2 … */
export type Names = readonly string[] | number;

/**
 * Declares an option that is a list of distinct names, or their number.
 *
 * @param least - The fewest that make sense.
 * @param facts - Their meaning, and their number when they are left out, or that they may not be.
 */
export function namesOption(
  least: number,
  facts: { readonly meaning: string } & ({ readonly default: number } | { readonly required: true }),
): Option<Names> {
  const accepts = (value: unknown): value is Names => {
    if (typeof value === 'number') return Number.isInteger(value) && value >= least;
    if (!Array.isArray(value) || value.length < least) return false;
    return value.every((name) => typeof name === 'string') && new Set(value).size === value.length;
  };
  return part(accepts, {
    ...facts,
    range: `at least ${least} names, or their number`,
    expected: `a list of at least ${least} different names, or their number`,
  });
}

/**
 * The names.
 *
 * @param names - The names, or their number.
 */
export function namesOf(names: Names): readonly string[] {
  return typeof names === 'number' ? Array.from({ length: names }, (_, index) => String(index)) : names;
}

/**
 * A value for each name. A name may be any text, `__proto__` as well.
 *
 * @param names - The names.
 * @param value - The value of a name, by its place.
 */
export function byName<Value>(
  names: readonly string[],
  value: (index: number) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name, index) => [name, value(index)]));
}
