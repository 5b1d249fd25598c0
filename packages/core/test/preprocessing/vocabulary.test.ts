import { describe, expect, it } from 'vitest';

import { fitVocabulary, vocabulary } from '../../src/preprocessing/vocabulary.ts';

const rows = [['the', 'cat', 'the', 'Constructor'], ['cat', 'the', 'constructor'], []];
const all = { minCount: 1, maxSize: Number.POSITIVE_INFINITY };

describe('fitVocabulary', () => {
  it('orders tokens by their frequency, then by character code', () => {
    expect(fitVocabulary(rows, all)).toEqual(['the', 'cat', 'Constructor', 'constructor']);
    expect(fitVocabulary([...rows].reverse(), all)).toEqual(fitVocabulary(rows, all));
  });

  it('leaves out rare tokens, and keeps the most frequent', () => {
    expect(fitVocabulary(rows, { ...all, minCount: 2 })).toEqual(['the', 'cat']);
    expect(fitVocabulary(rows, { ...all, maxSize: 1 })).toEqual(['the']);
  });
});

describe('vocabulary', () => {
  it('keeps 0 for padding and 1 for unknown tokens', () => {
    const { size, idOf, has } = vocabulary(['the', 'cat']);
    expect(size).toBe(4);
    expect(['the', 'cat', 'dog', 'constructor', '__proto__'].map(idOf)).toEqual([2, 3, 1, 1, 1]);
    expect(['cat', 'dog', 'constructor'].map(has)).toEqual([true, false, false]);
  });
});
