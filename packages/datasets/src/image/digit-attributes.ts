import type { TargetOptions } from '../table/targets.ts';

/** Closed loops of the digits 0 to 9, as most people write them. */
const loops = [1, 0, 0, 0, 1, 0, 1, 0, 2, 1];

/** What is said of a digit: which it is, whether it is even, how many closed loops it has, and whether it is at least 5. */
export const digitTargets: Readonly<Record<string, TargetOptions>> = {
  digit: { kind: 'multiclass', classes: Array.from({ length: 10 }, (_, digit) => String(digit)) },
  parity: { kind: 'binary', classes: ['odd', 'even'] },
  loops: { kind: 'multiclass', classes: ['0', '1', '2'] },
  'at-least-5': { kind: 'binary', classes: ['no', 'yes'] },
};

/** The tasks of {@link digitTargets}, for cards. */
export const digitTasks = [
  { name: 'digit', kind: 'multiclass', meaning: 'the digit, one of 10' },
  { name: 'parity', kind: 'binary', meaning: 'odd or even' },
  {
    name: 'loops',
    kind: 'multiclass',
    meaning: 'how many closed loops the digit has: 1 for 0, 4, 6 and 9, 2 for 8, else 0',
  },
  { name: 'at-least-5', kind: 'binary', meaning: 'whether it is 5 or more' },
];

/**
 * The columns of {@link digitTargets}.
 *
 * @param digits - The digits.
 */
export function digitColumns(digits: ArrayLike<number>): Readonly<Record<string, readonly string[]>> {
  const column = (say: (digit: number) => string): readonly string[] => Array.from(digits, say);
  return {
    digit: column(String),
    parity: column((digit) => (digit % 2 === 0 ? 'even' : 'odd')),
    loops: column((digit) => String(loops[digit] ?? 0)),
    'at-least-5': column((digit) => (digit >= 5 ? 'yes' : 'no')),
  };
}
