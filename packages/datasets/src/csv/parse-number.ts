import { byte, byteAt } from './bytes.ts';

/** Powers of ten that a float64 holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Cuts a float64 into two halves of 26 bits: 2²⁷ + 1. */
const splitter = 134_217_729;

/** Digits of a whole number that a float64 always holds exactly. */
const exactDigits = 15;

/**
 * The number that a cell writes in decimal digits, or NaN when it is none that a float64 keeps: text, hexadecimal or infinite numbers, a code with leading zeros
 * (01234) or a plus sign (+4712345), a whole number of more than 15 digits.
 *
 * Up to 15 digits the result is one division of numbers that are exact, which rounds correctly (W. D. Clinger, How to Read Floating Point Numbers
 * Accurately, 1990). Up to 22 digits the quotient is corrected by its remainder; where that is too near the middle between two numbers to tell, and for
 * everything else, `Number` reads the text.
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
  if (digits > exactDigits) return manyDigits(bytes, start, end, decimal);
  const value = decimals === 0 ? mantissa : mantissa / (powers[decimals] ?? 0);
  return negative ? -value : value;
}

/**
 * A number of more than 15 digits: high · 10ᵏ + low, both exact, by a power of ten. Neither this nor what it calls makes an object or a list:
 * one a cell would be gigabytes of garbage in a large file.
 */
function manyDigits(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  const negative = byteAt(bytes, start) === byte.minus;
  let high = 0;
  let low = 0;
  let digits = 0;
  let point = end;
  for (let position = negative ? start + 1 : start; position < end; position += 1) {
    const value = byteAt(bytes, position);
    if (value === decimal) {
      point = position;
      continue;
    }
    if (digits < exactDigits) high = high * 10 + value - byte.zero;
    else low = low * 10 + value - byte.zero;
    digits += 1;
  }
  const decimals = end - point - 1;
  if (digits > exactDigits + 7 || decimals > 22) return slowly(bytes, start, end, decimal);
  const shift = powers[digits - exactDigits] ?? 1;
  const divisor = powers[decimals] ?? 1;
  const product = high * shift;
  const sum = product + low;
  // What rounding took off the product and the sum.
  const rest = productError(high, shift, product) + (low - (sum - product));
  const quotient = sum / divisor;
  const back = quotient * divisor;
  const correction = (sum - back - productError(quotient, divisor, back) + rest) / divisor;
  // The correction itself is rounded: far less than this.
  const doubt = Math.abs(quotient) * 2 ** -96;
  const value = quotient + (correction - doubt);
  if (value !== quotient + (correction + doubt)) return slowly(bytes, start, end, decimal);
  return negative ? -value : value;
}

/** What rounding took off a product: a · b − product, exactly (T. J. Dekker, A Floating-Point Technique for Extending the Available Precision, 1971). */
function productError(a: number, b: number, product: number): number {
  const aSplit = a * splitter;
  const bSplit = b * splitter;
  const aHigh = aSplit - (aSplit - a);
  const bHigh = bSplit - (bSplit - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
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
