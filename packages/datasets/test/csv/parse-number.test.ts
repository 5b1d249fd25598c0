import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseNumber } from '../../src/csv/parse-number.ts';

/** The number that a text is read as. */
function parsed(text: string, decimal = '.'): number {
  const bytes = new TextEncoder().encode(text);
  return parseNumber(bytes, 0, bytes.length, decimal.charCodeAt(0));
}

describe('parseNumber', () => {
  it('gives the bits that JavaScript gives, for any number in decimal digits', () => {
    const decimals = fc
      .tuple(fc.constantFrom('', '-'), fc.stringMatching(/^(0|[1-9]\d{0,12})(\.\d{1,25})?$/))
      .map(([sign, digits]) => sign + digits);
    const exponential = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number.toExponential());
    fc.assert(
      fc.property(fc.oneof(decimals, exponential), (text) => {
        expect(Object.is(parsed(text), Number(text)), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['.5', 0.5],
    ['5.', 5],
    ['-0.1', -0.1],
    ['1E3', 1000],
    ['999999999999999', 999999999999999],
  ])('reads %s', (text, number) => {
    expect(parsed(text)).toBe(number);
  });

  it('reads a decimal comma', () => {
    expect([parsed('1,5', ','), parsed('1,5e2', ','), parsed('1.5', ',')]).toEqual([1.5, 150, Number.NaN]);
  });

  it.each([
    '',
    '-',
    '.',
    '01234',
    '00',
    '-01',
    '+5',
    '0x1F',
    'Infinity',
    '1e999',
    '1e',
    '1e+',
    '1 2',
    '1.2.3',
    '12a',
    '1234567890123456',
  ])('takes "%s" for text', (text) => {
    expect(parsed(text)).toBeNaN();
  });
});
