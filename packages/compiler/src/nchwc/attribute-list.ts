import type { Attribute } from '../graph/value.ts';

/**
 * The numbers of an attribute that is a list.
 *
 * @param attribute - The attribute.
 * @param otherwise - What stands for it where it is left out.
 */
export function listOf(attribute: Attribute | undefined, otherwise: readonly number[]): readonly number[] {
  return Array.isArray(attribute) ? attribute : otherwise;
}
