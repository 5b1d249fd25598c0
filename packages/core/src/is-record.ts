/**
 * Whether a value is an object with named members, and no list.
 *
 * @param value - The value, of whatever type.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
