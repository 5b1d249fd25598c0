import { sizeOf } from '../host-tensor.ts';
import type { Value } from './value.ts';

/** How many times smaller a small value is. */
const minRatio = 8;

/**
 * Whether a value is so much smaller than another that the cost of work on it is negligible beside work on the other.
 *
 * @param value - The value.
 * @param beside - The shape of the other.
 */
export function isSmall(value: Value, beside: readonly number[]): boolean {
  return sizeOf(value.shape) * minRatio <= sizeOf(beside);
}
