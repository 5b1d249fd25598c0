import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Dictionary } from '../../src/csv/dictionary.ts';

describe('Dictionary', () => {
  it('numbers texts by their first appearance, and gives them back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 300 }), (texts) => {
        const dictionary = new Dictionary();
        const codes = texts.map((text) => {
          const bytes = new TextEncoder().encode(text);
          return dictionary.codeOf(bytes, 0, bytes.length);
        });
        const different = [...new Set(texts)];
        expect(codes).toEqual(texts.map((text) => different.indexOf(text)));
        expect(different.map((_, code) => dictionary.at(code))).toEqual(different);
        expect([dictionary.length, dictionary.at(different.length)]).toEqual([different.length, undefined]);
      }),
    );
  });

  it('keeps a hundred thousand texts apart', () => {
    const dictionary = new Dictionary();
    const encoder = new TextEncoder();
    for (let time = 0; time < 200_000; time += 1) {
      const bytes = encoder.encode(`C${time % 100_000}`);
      if (dictionary.codeOf(bytes, 0, bytes.length) !== time % 100_000) throw new Error(`${time}: another number`);
    }
    expect(dictionary.at(99_999)).toBe('C99999');
  });
});
