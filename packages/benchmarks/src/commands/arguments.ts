import { InvalidArgumentError } from 'commander';

/**
 * Reads an option that is a whole number of at least `least`, for commander.
 *
 * @param least - The smallest number that makes sense.
 * @param most - The largest, where there is one.
 */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least || value > most) {
      const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
      throw new InvalidArgumentError(`It must be a whole number ${range}.`);
    }
    return value;
  };
}

/** Reads a number of epochs, for commander: more than a million is a slip of the hand that would never end. */
export const epochCount = wholeNumber(1, 1_000_000);

/**
 * Reads an option that is a number above 0, for commander.
 *
 * @param text - What was written.
 */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

/**
 * Reads an option that is a share from 0 to 1, for commander.
 *
 * @param text - What was written.
 */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be from 0 to 1.');
  return value;
}
