import { readdirSync } from 'node:fs';

import {
  adamwOptions,
  architectures,
  choice,
  encoders,
  flag,
  integer,
  InvalidOptionError,
  list,
  number,
  optimizers,
  optionsSchema,
  schedules,
  text,
  UnknownOptionError,
} from '@equipoise/core';
import { cards, dwaOptions } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { pointAt } from '../../src/search/dimension.ts';
import { gridSearch } from '../../src/search/grid.ts';
import { type DeclaredOptions, joinSpaces, optionsAt, searchableOptions, searchOf } from '../../src/search/space.ts';

const schema = optionsSchema('part', {
  rate: number({ default: 0.1, above: 0, scale: 'log', search: [1e-4, 1], meaning: 'how fast it learns' }),
  alpha: number({ default: 1, min: 0, meaning: 'how much' }),
  share: number({ default: 0.5, min: 0, max: 1, meaning: 'which part' }),
  experts: integer({ default: 4, min: 1, search: [2, 8], meaning: 'how many' }),
  method: choice(['exact', 'fast'], { default: 'fast', meaning: 'which rule' }),
  exact: flag({ default: false, meaning: 'whether' }),
  label: text({ default: '', meaning: 'a name' }),
  hidden: list(integer({ min: 1, meaning: 'a size' }), {
    default: [32],
    range: 'at least 1',
    expected: 'a list of sizes',
    meaning: 'sizes',
  }),
});

const ofPart = (spec: unknown): ReturnType<typeof searchOf> => searchOf(schema, spec);

describe('a search space from the declaration of options', () => {
  it('takes a value as fixed, and leaves what is not named to the part', () => {
    expect(ofPart({ alpha: 1.5, method: 'exact', hidden: [8, 8], exact: true, label: 'a' })).toEqual({
      fixed: { alpha: 1.5, method: 'exact', exact: true, label: 'a', hidden: [8, 8] },
      space: [],
    });
  });

  it.each([
    [{ rate: [0.01, 0.1] }, { name: 'rate', type: 'number', low: 0.01, high: 0.1, scale: 'log' }],
    [{ alpha: [0.5, 2.5] }, { name: 'alpha', type: 'number', low: 0.5, high: 2.5, scale: 'linear' }],
    [{ alpha: { low: 1, high: 9, scale: 'log' } }, { name: 'alpha', type: 'number', low: 1, high: 9, scale: 'log' }],
    [{ rate: {} }, { name: 'rate', type: 'number', low: 1e-4, high: 1, scale: 'log' }],
    [{ rate: { low: 0.01 } }, { name: 'rate', type: 'number', low: 0.01, high: 1, scale: 'log' }],
    [{ share: {} }, { name: 'share', type: 'number', low: 0, high: 1, scale: 'linear' }],
    [{ experts: [1, 16] }, { name: 'experts', type: 'integer', low: 1, high: 16, scale: 'linear' }],
    [{ experts: { values: [2, 4, 8] } }, { name: 'experts', type: 'choice', values: [2, 4, 8] }],
    [{ method: {} }, { name: 'method', type: 'choice', values: ['exact', 'fast'] }],
    [{ method: ['fast'] }, { name: 'method', type: 'choice', values: ['fast'] }],
    [{ exact: {} }, { name: 'exact', type: 'choice', values: [false, true] }],
    [{ label: ['a', 'b'] }, { name: 'label', type: 'choice', values: ['a', 'b'] }],
    [{ hidden: { values: [[8], [8, 8]] } }, { name: 'hidden', type: 'choice', values: [[8], [8, 8]] }],
  ])('reads what a study file says, case %#', (spec, dimension) => {
    expect(ofPart(spec)).toEqual({ fixed: {}, space: [dimension] });
  });

  it.each([
    [{ rat: [0.1, 1] }, 'part: there is no option `rat` (did you mean rate?).'],
    [[], 'part: option `options` must be an object, received [].'],
    [{ rate: 0 }, 'part: option `rate` must be a number above 0, received 0.'],
    [{ rate: [0, 1] }, 'part: option `rate.low` must be a number above 0, received 0.'],
    [{ share: [0.5, 2] }, 'part: option `share.high` must be a number from 0 to 1, received 2.'],
    [{ experts: [1, 2.5] }, 'part: option `experts.high` must be a whole number of at least 1, received 2.5.'],
    [{ alpha: [2, 1] }, 'part: option `alpha.low` must be below 1, received 2.'],
    [{ alpha: [1, 2, 3] }, 'part: option `alpha` must be a range [low, high], or { values: [...] }, received [1,2,3].'],
    [{ alpha: { lo: 1 } }, 'part.alpha: there is no option `lo` (did you mean low?).'],
    [
      { alpha: {} },
      'part: option `alpha` must be a range [low, high], as it has none of its own to search, received {}.',
    ],
    [
      { alpha: { low: 0, high: 1, scale: 'log' } },
      'part: option `alpha.low` must be above 0 on the scale log, received 0.',
    ],
    [{ rate: { scale: 'ln' } }, 'part: option `rate.scale` must be linear or log, received "ln".'],
    [
      { experts: { values: [2, 0] } },
      'part: option `experts.values[1]` must be a whole number of at least 1, received 0.',
    ],
    [{ experts: { values: [] } }, 'part: option `experts.values` must be a list of at least one value, received [].'],
    [{ experts: { values: [2, 2] } }, 'part: option `experts.values` must be different values, received [2,2].'],
    [{ method: { low: 1 } }, 'part.method: there is no option `low`: there are values.'],
    [{ method: ['slow'] }, 'part: option `method.values[0]` must be one of exact, fast, received "slow".'],
    [
      { label: {} },
      'part: option `label` must be { values: [...] }, as it has no values of its own to search, received {}.',
    ],
    [{ hidden: [0] }, 'part: option `hidden` must be a list of sizes, received [0].'],
  ])('refuses what the option cannot be in one sentence, case %#', (spec, sentence) => {
    expect(() => ofPart(spec)).toThrow(sentence);
  });

  it('throws the errors of options', () => {
    expect(() => ofPart({ rat: 1 })).toThrow(UnknownOptionError);
    expect(() => ofPart({ rate: [0, 1] })).toThrow(InvalidOptionError);
  });

  it('names options that need no range of the user', () => {
    expect(searchableOptions(schema)).toEqual(['rate', 'experts', 'method', 'exact']);
  });

  it('joins parts, and gives the options of each at a point', () => {
    const parts = {
      optimizer: searchOf(adamwOptions, { weightDecay: [1e-4, 1e-2], beta2: 0.95 }),
      strategy: searchOf(dwaOptions, { temperature: [1, 4] }),
    };
    const space = joinSpaces(parts);
    expect(space.map(({ name }) => name)).toEqual(['optimizer.weightDecay', 'strategy.temperature']);
    expect(optionsAt(parts, pointAt(space, [0.5, 0.5]))).toEqual({
      optimizer: { beta2: 0.95, weightDecay: 0.001 },
      strategy: { temperature: 2 },
    });
  });
});

const registries = Object.entries({ architectures, encoders, optimizers, schedules, strategies: cards });
const declared = registries.flatMap(([kind, parts]) =>
  Object.entries<{ readonly options: DeclaredOptions }>(parts).map(
    ([name, { options }]) => [kind, name, options] as const,
  ),
);

describe('every part', () => {
  it('is there', () => {
    const strategies = readdirSync(new URL('../../../weighting/src/strategies', import.meta.url));
    expect(declared.filter(([kind]) => kind === 'strategies').length).toBe(strategies.length - 1); // One is the registry.
  });

  it.each(declared)('can take all values of its space: %s %s', (_kind, _name, options) => {
    const spec = Object.fromEntries(searchableOptions(options).map((name) => [name, {}]));
    const { space } = searchOf(options, spec);
    expect(space.length).toBe(Object.keys(spec).length);
    const shape = options.shape as Readonly<Record<string, { accepts(value: unknown): boolean }>>;
    for (const dimension of space) {
      const suggest = gridSearch({ points: 9 }).start({ space: [dimension], seed: 0, mode: 'min' });
      for (let id = 0, point = suggest(0, []); point; id += 1, point = suggest(id, [])) {
        expect(shape[dimension.name]?.accepts(point[dimension.name])).toBe(true);
      }
    }
  });
});
