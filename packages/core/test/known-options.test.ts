import { describe, expect, it } from 'vitest';

import { InvalidOptionError, UnknownOptionError } from '../src/errors.ts';
import { checkKnownOptions } from '../src/known-options.ts';
import { didYouMean } from '../src/nearest.ts';

interface Options {
  readonly batchSize?: number;
  readonly learningRate?: number;
}

const known = { batchSize: true, learningRate: true } as const;
const check = (options: unknown): void => {
  checkKnownOptions<Options>('fit', options, known);
};

describe('checkKnownOptions', () => {
  it('says nothing of options that exist, with values of any type', () => {
    expect(() => check({ batchSize: 'many', learningRate: undefined })).not.toThrow();
    expect(() => check({})).not.toThrow();
  });

  it.each([
    ['batch_size', 'fit: there is no option `batch_size` (did you mean batchSize?).'],
    ['learnignRate', 'fit: there is no option `learnignRate` (did you mean learningRate?).'],
    ['momentum', 'fit: there is no option `momentum`: there are batchSize, learningRate.'],
    ['constructor', 'fit: there is no option `constructor`: there are batchSize, learningRate.'],
    ['a\nb', 'fit: there is no option `a\\nb`: there are batchSize, learningRate.'],
  ])('names %j, and the nearest option or all of them', (name, sentence) => {
    expect(() => check({ [name]: 1 })).toThrow(new UnknownOptionError('fit', name, Object.keys(known)));
    expect(() => check({ [name]: 1 })).toThrow(sentence);
  });

  it('finds an option that was given as `__proto__` in JSON', () => {
    expect(() => check(JSON.parse('{"__proto__": 1}'))).toThrow('there is no option `__proto__`');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a word', 'equal'],
    ['a number', 3],
    ['a list', [1]],
    ['a function', () => 0],
  ])('rejects %s in place of options', (_, options) => {
    expect(() => check(options)).toThrow(InvalidOptionError);
  });

  it('takes a list of names as well', () => {
    expect(() => checkKnownOptions('dwa', { temprature: 1 }, ['temperature'])).toThrow('(did you mean temperature?)');
    expect(() => checkKnownOptions('equal', { a: 1 }, [])).toThrow('equal: there is no option `a`: there are none.');
  });
});

describe('didYouMean', () => {
  const words = ['penguins', 'words', 'multi-mnist'];

  it.each([
    ['pengins', 'penguins'],
    ['multimnist', 'multi-mnist'],
    ['MULTI_MNIST', 'multi-mnist'],
    ['Words', 'words'],
    ['wrods', 'words'],
  ])('asks after %s whether %s was meant', (word, meant) => {
    expect(didYouMean(word, words)).toBe(` (did you mean ${meant}?)`);
  });

  it('takes letters as swapped where another word is as near', () => {
    expect(didYouMean('gradnrom', ['graddrop', 'gradnorm'])).toBe(' (did you mean gradnorm?)');
  });

  it('asks nothing when no word is near', () => {
    expect(didYouMean('census', words)).toBe('');
    expect(didYouMean('penguins', [])).toBe('');
  });
});
