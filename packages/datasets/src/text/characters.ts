/** How many tokens there are: the padding (0) and the letters from a (1) to z (26). */
export const letterCount = 27;

/**
 * Words as letter ids, one word after the other, each filled up with 0 to one length.
 *
 * @param words - Words of the letters a to z.
 * @param length - The length of the longest.
 */
export function encodeLetters(words: readonly string[], length: number): Int32Array {
  const ids = new Int32Array(words.length * length);
  words.forEach((word, index) => {
    ids.set(
      Array.from(word, (letter) => letter.charCodeAt(0) - 96),
      index * length,
    );
  });
  return ids;
}
