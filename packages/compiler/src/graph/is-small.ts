import { sizeOf } from '../host-tensor.ts';
import type { Value } from './value.ts';

/** By how much a small value is smaller. */
const times = 8;

/**
 * Whether a value is so much smaller than another that work on it costs next to nothing beside work on the other.
 *
 * @param value - The value.
 * @param beside - The shape of the other.
 */
export function isSmall(value: Value, beside: readonly number[]): boolean {
  return sizeOf(value.shape) * times <= sizeOf(beside);
}
