/**
 * A section of a module.
 *
 * @param id - Which section.
 * @param content - What is in it.
 */
export function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/**
 * A name.
 *
 * @param name - Of fewer than 128 letters of ASCII.
 */
export function text(name: string): number[] {
  return [name.length, ...new TextEncoder().encode(name)];
}

/**
 * An integer in LEB128, unsigned.
 *
 * @param number - The number, at least 0.
 */
export function unsigned(number: number): number[] {
  const rest = Math.floor(number / 128);
  return rest === 0 ? [number % 128] : [(number % 128) + 128, ...unsigned(rest)];
}

/**
 * An integer in LEB128, signed.
 *
 * @param number - The number, of 32 bits.
 */
export function signed(number: number): number[] {
  const rest = number >> 7;
  const low = number & 127;
  const isLast = rest === (low < 64 ? 0 : -1);
  return isLast ? [low] : [low + 128, ...signed(rest)];
}
