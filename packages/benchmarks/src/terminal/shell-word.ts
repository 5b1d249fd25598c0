/**
 * A word as a shell reads it back: in quotes where it holds more than letters, digits and a few marks.
 *
 * @param word - The word.
 */
export function shellWord(word: string): string {
  return /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
