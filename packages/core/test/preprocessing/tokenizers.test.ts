import { describe, expect, it } from 'vitest';

import { tokenizers } from '../../src/preprocessing/tokenizers.ts';

describe('tokenizers', () => {
  it('splits words of letters and digits from other characters', () => {
    expect(tokenizers.words("Don't pay $3.50, O’Neill!")).toEqual([
      ...["Don't", 'pay', '$', '3', '.', '50', ',', 'O’Neill', '!'],
    ]);
    expect(tokenizers.words('u-bahn  naïve\tStraße\n42b')).toEqual(['u', '-', 'bahn', 'naïve', 'Straße', '42b']);
    expect(tokenizers.words("it's 20°, été—naïve_Straße #1!")).toEqual([
      ...["it's", '20', '°', ',', 'été', '—', 'naïve', '_', 'Straße', '#', '1', '!'],
    ]);
    expect(tokenizers.words('Привет, мир')).toEqual(['Привет', ',', 'мир']);
    expect(tokenizers.words('... !')).toEqual(['.', '.', '.', '!']);
  });

  it('keeps marks with their letters, and characters of two code units whole', () => {
    expect(tokenizers.words('हिन्दी e\u0301te\u0301 😀!')).toEqual(['हिन्दी', 'été', '😀', '!']);
    expect(tokenizers.characters('a😀 b')).toEqual(['a', '😀', ' ', 'b']);
    expect(tokenizers.characters('e\u0301👍')).toEqual(['\u00e9', '👍']);
  });

  it('takes characters of scripts that do not separate words on their own', () => {
    expect(tokenizers.words('TS1005 错误 です。한국어')).toEqual(['TS1005', '错', '误', 'で', 'す', '。', '한국어']);
  });

  it('splits at any white space', () => {
    expect(tokenizers.whitespace('  a.b \t c\u00A0d\n')).toEqual(['a.b', 'c', 'd']);
  });

  it('gives no token of an empty text', () => {
    for (const tokenize of Object.values(tokenizers)) expect(tokenize('')).toEqual([]);
    expect([tokenizers.words(' '), tokenizers.whitespace(' ')]).toEqual([[], []]);
  });

  it('takes time in proportion to the text', () => {
    const long = `${"a'".repeat(100_000)} ${'-'.repeat(100_000)}`;
    expect(tokenizers.words(long).length).toBeGreaterThan(100_000);
  });
});
