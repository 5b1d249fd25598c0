import { byte, byteAt } from './bytes.ts';

/** Powers of ten that a float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Digits of a whole number that a float64 always holds exactly. */
const exactDigits = 15;

/**
 * The number that a cell writes in decimal digits, or NaN when it is none that a float64 keeps: text, hexadecimal or infinite numbers, a code with leading zeros
 * (01234) or a plus sign (+4712345), a whole number of more than 15 digits.
 *
 * Up to 15 significant digits and 22 decimal places the result is one exact division or multiplication, which rounds correctly (W. D. Clinger, How to Read
 * Floating Point Numbers Accurately, 1990); other numbers are read by `Number`.
 *
 * @param bytes - The buffer.
 * @param start - The cell's first byte.
 * @param end - The byte after its last.
 * @param decimal - The byte between units and tenths.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let position = start;
  const negative = position < end && byteAt(bytes, position) === byte.minus;
  if (negative) position += 1;
  const whole = position;
  let mantissa = 0;
  while (position < end) {
    const digit = byteAt(bytes, position) - byte.zero;
    if (digit < 0 || digit > 9) break;
    mantissa = mantissa * 10 + digit;
    position += 1;
  }
  const wholeDigits = position - whole;
  if (wholeDigits > 1 && byteAt(bytes, whole) === byte.zero) return Number.NaN;
  let decimals = 0;
  if (position < end && byteAt(bytes, position) === decimal) {
    position += 1;
    const first = position;
    while (position < end) {
      const digit = byteAt(bytes, position) - byte.zero;
      if (digit < 0 || digit > 9) break;
      mantissa = mantissa * 10 + digit;
      position += 1;
    }
    decimals = position - first;
  }
  const digits = wholeDigits + decimals;
  if (digits === 0) return Number.NaN;
  if (position < end) return withExponent(bytes, { start, end, decimal, position });
  if (decimals === 0 && digits > exactDigits) return Number.NaN;
  if (digits > exactDigits || decimals > 22) return slowly(bytes, start, end, decimal);
  const value = decimals === 0 ? mantissa : mantissa / (powers[decimals] ?? 0);
  return negative ? -value : value;
}

interface Rest {
  readonly start: number;
  readonly end: number;
  readonly decimal: number;
  /** Where the exponent must begin. */
  readonly position: number;
}

function withExponent(bytes: Uint8Array, { start, end, decimal, position }: Rest): number {
  const mark = byteAt(bytes, position);
  if (mark !== byte.lowerE && mark !== byte.upperE) return Number.NaN;
  let digit = position + 1;
  if (digit < end && (byteAt(bytes, digit) === byte.minus || byteAt(bytes, digit) === byte.plus)) digit += 1;
  if (digit === end) return Number.NaN;
  for (; digit < end; digit += 1) {
    if (byteAt(bytes, digit) < byte.zero || byteAt(bytes, digit) > byte.nine) return Number.NaN;
  }
  return slowly(bytes, start, end, decimal);
}

function slowly(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let text = '';
  for (let index = start; index < end; index += 1) {
    const value = byteAt(bytes, index);
    text += String.fromCharCode(value === decimal ? byte.point : value);
  }
  const number = Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}
