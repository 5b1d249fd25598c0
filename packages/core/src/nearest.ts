import { distance } from 'fastest-levenshtein';

import { oneLine } from './show.ts';

/**
 * The word that a misspelt one was most likely meant to be; undefined when none is near. Case and the characters `-`, `_` and space
 * do not count (`batch_size` is `batchSize`); otherwise at most a third of the letters may differ, and always one. Of
 * two words that are equally near the one with the same letters is taken: letters are swapped more often than replaced.
 *
 * @param word - What was written.
 * @param words - What could have been meant.
 */
function nearest(word: string, words: readonly string[]): string | undefined {
  const written = bare(word.slice(0, 100));
  const edits = words.map((candidate) => distance(written, bare(candidate.slice(0, 100))));
  const fewest = edits.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  const near = words.filter(
    (candidate, index) => edits[index] === fewest && fewest <= Math.max(1, Math.ceil(bare(candidate).length / 3)),
  );
  return near.find((candidate) => letters(bare(candidate)) === letters(written)) ?? near[0];
}

/**
 * What a message about an unknown word asks: ` (did you mean batchSize?)`, with a space before it; empty when no word is near.
 *
 * @param word - What was written.
 * @param words - What could have been meant.
 */
export function didYouMean(word: string, words: readonly string[]): string {
  const guess = nearest(word, words);
  return guess === undefined ? '' : ` (did you mean ${oneLine(guess)}?)`;
}

function letters(word: string): string {
  return [...word].sort().join('');
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}
