import type { Attribute } from '../graph/value.ts';

/**
 * The elements of an attribute that is a list.
 *
 * @param attribute - The attribute.
 * @param otherwise - Its default.
 */
export function attributeList(attribute: Attribute | undefined, otherwise: readonly number[]): readonly number[] {
  return Array.isArray(attribute) ? attribute : otherwise;
}
