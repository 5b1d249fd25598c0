/** The numbers that an option may be. */
export interface Bounds {
  /** The smallest number allowed. */
  readonly min?: number;
  /** The largest number allowed. */
  readonly max?: number;
  /** All numbers allowed are greater. */
  readonly above?: number;
  /** All numbers allowed are smaller. */
  readonly below?: number;
}

/**
 * Whether a number lies within bounds; NaN and the infinities never do.
 *
 * @param value - The number.
 * @param bounds - The bounds.
 */
export function isWithin(value: number, { min, max, above, below }: Bounds): boolean {
  if (!Number.isFinite(value)) return false;
  if (min !== undefined && value < min) return false;
  if (max !== undefined && value > max) return false;
  return (above === undefined || value > above) && (below === undefined || value < below);
}

/**
 * Bounds in a few words: `at least 0`, `above 0`, `0 … below 1`; of numbers without bounds `any`.
 *
 * @param bounds - The bounds.
 */
export function boundsText({ min, max, above, below }: Bounds): string {
  const upper = below === undefined ? max : `below ${below}`;
  if (min !== undefined) return upper === undefined ? `at least ${min}` : `${min} … ${upper}`;
  if (above !== undefined) return upper === undefined ? `above ${above}` : `above ${above} … ${upper}`;
  if (max !== undefined) return `at most ${max}`;
  return upper === undefined ? 'any' : String(upper);
}

/**
 * Bounds as the end of a sentence that says what a number must be: `a number from 0 to below 1`.
 *
 * @param noun - What is bounded: `a number`, `a whole number`.
 * @param bounds - The bounds.
 */
export function boundsSentence(noun: string, bounds: Bounds): string {
  const { min, max, above, below } = bounds;
  const low = min === undefined ? above !== undefined && `above ${above}` : `from ${min}`;
  const high = max === undefined ? below !== undefined && `below ${below}` : `${max}`;
  if (low && high) return `${noun} ${low} to ${high}`;
  if (min !== undefined) return `${noun} of at least ${min}`;
  if (max !== undefined) return `${noun} of at most ${max}`;
  if (low || high) return `${noun} ${low || high}`;
  return noun === 'a number' ? 'a finite number' : noun;
}
