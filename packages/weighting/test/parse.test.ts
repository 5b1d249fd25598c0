import { BalancerRun, EquipoiseError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseStrategy, splitStrategies, strategies } from '../src/index.ts';

const firstTen =
  'adatask, aligned-mtl, auto-lambda, bloop, cagrad, cdtt, config, cosmos, cov-weighting, cr-mogm and ' +
  `${Object.keys(strategies).length - 10} more`;

describe('parseStrategy', () => {
  it.each(Object.keys(strategies))('makes %s with its defaults', (name) => {
    expect(parseStrategy(name).name).toBe(name);
    expect(parseStrategy(` ${name}() `).name).toBe(name);
  });

  it('parses numbers', () => {
    const [, second] = [0, 1]
      .map(() => parseStrategy('gradnorm(alpha=0.5, learningRate = 1e-1)'))
      .map((balancer) => {
        const run = new BalancerRun(balancer, 2);
        const stats = {
          losses: [1, 1],
          gramian: [
            [1, 0],
            [0, 4],
          ],
        };
        run.weigh(stats);
        return run.weigh(stats);
      });
    expect(second).toEqual([expect.closeTo(1.1, 12), expect.closeTo(0.9, 12)]);
  });

  it.each([
    'fixed(weights=[0.3,"0.7*exp(-epoch)"])',
    "fixed(weights=[.3, '0.7*exp(-epoch)'])",
    'fixed("weights":[3e-1,"0.7*exp(-epoch)"])',
  ])('passes lists of numbers and formulas on: %s', (text) => {
    expect(new BalancerRun(parseStrategy(text), 2).weigh({})).toEqual([0.3, 0.7]);
  });

  it('parses bare words', () => {
    expect(
      new BalancerRun(parseStrategy('uncertainty(variant=classification, initial=0)'), 1).weigh({ losses: [1] }),
    ).toEqual([1]);
  });

  it.each([
    ['gradnrom', `one of ${firstTen} (did you mean gradnorm?), received "gradnrom".`],
    ['xyzzy', `strategies: option \`name\` must be one of ${firstTen}, received "xyzzy".`],
    ['', 'strategies: option `name` must be'],
    ['constructor', 'strategies: option `name` must be'],
    ['__proto__', 'strategies: option `name` must be'],
    ['gradnorm(alpa=1)', 'gradnorm: there is no option `alpa` (did you mean alpha?).'],
    ['gradnorm(__proto__=1)', 'gradnorm: there is no option `__proto__`: there are alpha, learningRate.'],
    ['equal(a=1)', 'equal: there is no option `a`: there are none.'],
    ['gradnorm(alpha=-1)', 'gradnorm: option `alpha` must be a number of at least 0, received -1.'],
    ['gradnorm(alpha=big)', 'gradnorm: option `alpha` must be a number of at least 0, received "big".'],
    ['gradnorm(alpha=true)', 'must be a number of at least 0, received true.'],
    ['gradnorm(alpha=1e999)', 'gradnorm: option'],
    ['gradnorm(0.5)', 'gradnorm: option `options` must be written as gradnorm(option=value, option=value)'],
    ['gradnorm(alpha=)', 'must be written as'],
    ['gradnorm(alpha=0.5', 'strategies: option `name` must be'],
    ['fixed(weights=[-1,1])', 'fixed: option `weights[0]` must be a number of at least 0, or a formula, received -1.'],
    ['fixed(weights=0.3)', 'fixed: option `weights` must be a list of one weight for each task, received 0.3.'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseStrategy(text)).toThrow(EquipoiseError);
    expect(() => parseStrategy(text)).toThrow(message);
  });

  it('returns a strategy or a one-sentence error for any text', () => {
    const names = fc.constantFrom(...Object.keys(strategies));
    const texts = fc.oneof(
      fc.string(),
      fc.tuple(names, fc.string()).map(([name, rest]) => `${name}(${rest})`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(strategies).toHaveProperty(parseStrategy(text).name);
        } catch (error) {
          expect(error).toBeInstanceOf(EquipoiseError);
        }
      }),
    );
  });
});

describe('splitStrategies', () => {
  it('splits at commas outside parentheses, brackets and strings', () => {
    expect(splitStrategies('equal, fixed(weights=[0.3,0.7]),gradnorm(alpha=1,learningRate=2)')).toEqual([
      'equal',
      'fixed(weights=[0.3,0.7])',
      'gradnorm(alpha=1,learningRate=2)',
    ]);
    expect(splitStrategies('fixed(weights=["max(0,1",\'),\']),equal')).toEqual([
      'fixed(weights=["max(0,1",\'),\'])',
      'equal',
    ]);
  });

  it('drops empty parts', () => {
    expect(splitStrategies(' ,equal,,')).toEqual(['equal']);
  });
});
