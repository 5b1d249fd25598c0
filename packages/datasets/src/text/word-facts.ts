import type { Columns } from '@equipoise/core';

import type { WordLists } from '../parse/word-lists.ts';

const partOfTag: readonly (readonly [RegExp, string])[] = [
  [/^NNP?S$/, 'plural noun'],
  [/^NN/, 'noun'],
  [/^VB|^MD$/, 'verb'],
  [/^JJ/, 'adjective'],
  [/^W?RB/, 'adverb'],
];

/**
 * What four lists say of each word that three of them know (pronunciation, part of speech, count) and that is written with 3 to
 * 16 of the letters a to z: a table with the columns `word`, `syllables`, `stress` (of the first, second or a later syllable),
 * `part-of-speech` (the commonest), `frequency` (log₁₀ of the count) and `valence` (`null` for the many words that the fourth
 * list does not know).
 *
 * @param lists - The word lists.
 */
export function wordFacts({ pronunciations, tags, counts, valences }: WordLists): Columns {
  const words = [...pronunciations.keys()].filter(
    (word) => /^[a-z]{3,16}$/.test(word) && tags.has(word) && counts.has(word),
  );
  const facts = words.map((word) => ({
    word,
    ...soundOf(pronunciations.get(word) ?? []),
    'part-of-speech': partOfSpeech(tags.get(word) ?? ''),
    frequency: Math.log10(counts.get(word) ?? Number.NaN),
    valence: signOf(valences.get(word)),
  }));
  const stressed = facts.filter(({ stress }) => stress !== undefined);
  return {
    word: stressed.map(({ word }) => word),
    syllables: stressed.map(({ syllables }) => syllables),
    stress: stressed.map(({ stress }) => stress),
    'part-of-speech': stressed.map((fact) => fact['part-of-speech']),
    frequency: stressed.map(({ frequency }) => frequency),
    valence: stressed.map(({ valence }) => valence),
  };
}

function soundOf(phones: readonly string[]): { syllables: number; stress: string | undefined } {
  const vowels = phones.filter((phone) => /\d$/.test(phone));
  const primary = vowels.findIndex((vowel) => vowel.endsWith('1'));
  return { syllables: vowels.length, stress: primary < 0 ? undefined : (['first', 'second'][primary] ?? 'later') };
}

function partOfSpeech(tag: string): string {
  return partOfTag.find(([pattern]) => pattern.test(tag))?.[1] ?? 'other';
}

function signOf(valence: number | undefined): string | null {
  if (valence === undefined || valence === 0) return null;
  return valence > 0 ? 'positive' : 'negative';
}
