import { type AnyBalancer, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cagrad, dwa, equal, fixed, mgda, parseStrategy, pipeline, strategies, uncertainty } from '../../src/index.ts';
import { weightsFor } from '../support/gradients.ts';
import { three } from '../support/textbook.ts';

describe('a pipeline as text', () => {
  it.each<[string, AnyBalancer]>([
    ['log+uncertainty+cagrad', pipeline({ transform: 'log', weighting: uncertainty(), aggregation: cagrad() })],
    ['ratio + dwa', pipeline({ transform: 'ratio', weighting: dwa() })],
    ['cagrad(c=0.4)+clip=1', pipeline({ aggregation: cagrad({ c: 0.4 }), clip: 1 })],
    ['clip=1+smoothing=0.5+mgda', pipeline({ aggregation: mgda(), smoothing: 0.5, clip: 1 })],
    ['gradnorm+mgda+period=10', pipeline({ weighting: strategies.gradnorm(), aggregation: mgda(), period: 10 })],
    [
      'log+fixed(weights=[1,2,"1+epoch"])',
      pipeline({ transform: 'log', weighting: fixed({ weights: [1, 2, '1+epoch'] }) }),
    ],
    ['equal+clip=1e-3', pipeline({ weighting: equal(), clip: 1e-3 })],
  ])('%s', (text, expected) => {
    const parsed = parseStrategy(text);
    expect([parsed.name, parsed.needs]).toEqual([expected.name, expected.needs]);
    const losses = [2, 1, 0.5];
    expect(weightsFor(parsed, three, losses)).toEqual(weightsFor(expected, three, losses));
  });

  it.each([
    ['log+upgard', '(did you mean upgrad?)'],
    ['log+', 'strategies: option `name` must be one of'],
    ['mgda+cagrad+upgrad', 'mgda+cagrad+upgrad: option `parts` must be two strategies at the most, received "upgrad".'],
    ['mgda+log', 'mgda+log: option `parts` must be written once each, a transform first, received "log".'],
    ['log+log+mgda', 'a transform first, received "log".'],
    ['mgda+clip=1+clip=2', 'option `parts` must be written once each, a transform first, received "clip".'],
    ['mgda+clip=much', 'option `clip` must be a number above 0, received NaN.'],
    ['cagrad+uncertainty', 'option `aggregation` must be a strategy that looks at the Gramian only'],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => parseStrategy(text)).toThrow(InvalidOptionError);
    expect(() => parseStrategy(text)).toThrow(message);
  });
});
