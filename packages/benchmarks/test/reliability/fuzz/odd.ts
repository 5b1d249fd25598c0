import type { Random } from '@equipoise/core';

/** Texts that have broken programs: names of members of every object, control characters, brackets without end, other alphabets. */
export const oddTexts: readonly string[] = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'NaN', 'null', '', ' ', '-', '--', '=', ','],
  ...[
    '\u001b[31mred\u001b[0m',
    'a\nb\r\nc',
    '\u0000',
    '\u202e',
    '\ud800',
    'ß漢字🦄',
    '../../../../etc/passwd',
    '/dev/zero',
  ],
  ...['('.repeat(5000), '[{'.repeat(2000), 'mlp('.repeat(500), 'a'.repeat(50_000), 'equal(a=1', 'equal(a=1,a=2)'],
  ...[
    '=HYPERLINK("x")',
    '@SUM(1)',
    '+1',
    '1e999',
    '-1e999',
    '9007199254740993',
    '0x10',
    '١٢',
    '1_000',
    '1,5',
    '%s%n',
    '$(id)',
  ],
];

const oddNumbers: readonly number[] = [0, -1, 0.5, 1e-320, 1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 99, 1000, 5000];

/** Any value that JSON has, odd texts and numbers among them. */
export function oddValue(random: Random, depth: number): unknown {
  const some = <Value>(values: readonly Value[]): Value | undefined => values[random.integer(values.length)];
  const inner = (): unknown => oddValue(random, depth - 1);
  const length = random.integer(4);
  switch (random.integer(depth > 0 ? 7 : 5)) {
    case 0:
      return some([true, false, null]);
    case 1:
      return some(oddNumbers);
    case 2:
      return some(['equal', 'mlp', 'adam', 'penguins', 'tpe', 'pairwise', 'gradnorm(alpha=2)']);
    case 3:
    case 4:
      return some(oddTexts);
    case 5:
      return Array.from({ length }, inner);
    default:
      return Object.fromEntries(Array.from({ length }, () => [some(oddTexts) ?? '', inner()]));
  }
}
