/** Numbers of some rows by the names of their columns. */
export type NumbersByName = ReadonlyMap<string, Float64Array>;

const operations = [
  { sign: '+', of: (one: number, other: number) => one + other },
  { sign: '-', of: (one: number, other: number) => one - other },
  { sign: '×', of: (one: number, other: number) => one * other },
  { sign: '/', of: (one: number, other: number) => one / other },
] as const;

/** Rows from which on an equation that holds in all of them is no chance. */
const fewRows = 20;

/** An equation of two columns that gives a target. */
export interface Equation {
  /** Its two columns. */
  readonly columns: readonly [string, string];
  /** It as text: `casual + registered`. */
  readonly text: string;
}

/**
 * The two columns whose sum, difference, product or quotient is the target in every row, where there are such.
 *
 * @param target - The target's numbers, NaN where one is missing.
 * @param columns - The columns that may give it away.
 */
export function equationOf(target: Float64Array, columns: NumbersByName): Equation | undefined {
  if (new Set(target).size < 5) return undefined;
  const varied = [...columns].filter(([, numbers]) => new Set(numbers).size > 2);
  for (const [place, [one, first]] of varied.entries()) {
    for (const [other, second] of varied.slice(place + 1)) {
      for (const { sign, of } of operations) {
        if (holds(target, first, second, of)) return { columns: [one, other], text: `${one} ${sign} ${other}` };
        const turns = sign === '-' || sign === '/';
        if (turns && holds(target, second, first, of))
          return { columns: [other, one], text: `${other} ${sign} ${one}` };
      }
    }
  }
  return undefined;
}

/** Whether an equation holds in all rows that have the numbers, to the precision of 9 digits; most have them. */
function holds(
  target: Float64Array,
  one: Float64Array,
  other: Float64Array,
  of: (one: number, other: number) => number,
): boolean {
  let [count, labelled] = [0, 0];
  for (let row = 0; row < target.length; row += 1) {
    const [expected, first, second] = [target[row] ?? 0, one[row] ?? 0, other[row] ?? 0];
    if (Number.isNaN(expected)) continue;
    labelled += 1;
    if (Number.isNaN(first) || Number.isNaN(second)) continue;
    const found = of(first, second);
    if (!(Math.abs(found - expected) <= 1e-9 * Math.max(Math.abs(first), Math.abs(expected)))) return false;
    count += 1;
  }
  return count >= fewRows && count > labelled / 2;
}
