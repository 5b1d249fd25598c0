/**
 * Bytes as text, a character for each.
 *
 * @param bytes - A few bytes.
 */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
