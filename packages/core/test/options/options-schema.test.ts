import { describe, expect, expectTypeOf, it } from 'vitest';

import { InvalidOptionError, UnknownOptionError } from '../../src/errors.ts';
import { jsonSchemaOf } from '../../src/options/json-schema.ts';
import { choice, flag, integer, list, number } from '../../src/options/option.ts';
import { optionsSchema, type OptionsOf } from '../../src/options/options-schema.ts';

const schema = optionsSchema('part', {
  rate: number({ default: 0.1, above: 0, scale: 'log', search: [1e-4, 1], meaning: 'how fast it learns' }),
  momentum: number({ default: 0, min: 0, below: 1, meaning: 'how much is kept' }),
  steps: integer({ default: 3, min: 1, meaning: 'how many' }),
  seed: integer({ otherwise: 'that of the run', meaning: 'where numbers come from' }),
  variant: choice(['plain', 'exact'], { default: 'plain', meaning: 'which rule' }),
  nesterov: flag({ default: false, meaning: 'whether to look ahead' }),
  weights: list(number({ min: 0, meaning: 'a weight' }), {
    otherwise: '1 for every task',
    meaning: 'one number a task',
    range: 'at least 0, not all 0',
    expected: 'a list of numbers of at least 0, not all 0',
    holds: (weights) => weights.some((weight) => weight > 0),
  }),
});

describe('options', () => {
  it('are filled in with their defaults', () => {
    const read = schema.read({ steps: 5 });
    expect(read).toEqual({
      rate: 0.1,
      momentum: 0,
      steps: 5,
      seed: undefined,
      variant: 'plain',
      nesterov: false,
      weights: undefined,
    });
  });

  it('have types that come from their declarations', () => {
    const { rate, seed, variant, weights } = schema.read({});
    expectTypeOf(rate).toEqualTypeOf<number>();
    expectTypeOf(seed).toEqualTypeOf<number | undefined>();
    expectTypeOf(variant).toEqualTypeOf<'plain' | 'exact'>();
    expectTypeOf(weights).toEqualTypeOf<readonly number[] | undefined>();
    expectTypeOf<OptionsOf<typeof schema>['variant']>().toEqualTypeOf<'plain' | 'exact' | undefined>();
    expectTypeOf<{ rate: string }>().not.toExtend<OptionsOf<typeof schema>>();
  });

  it.each([
    ['rate', 0, 'part: option `rate` must be a number above 0, received 0.'],
    ['rate', Number.NaN, 'part: option `rate` must be a number above 0, received NaN.'],
    ['momentum', 1, 'part: option `momentum` must be a number from 0 to below 1, received 1.'],
    ['steps', 1.5, 'part: option `steps` must be a whole number of at least 1, received 1.5.'],
    ['seed', 2 ** 53, 'part: option `seed` must be a whole number, received 9007199254740992.'],
    ['seed', 'x', 'part: option `seed` must be a whole number, received "x".'],
    ['variant', 'other', 'part: option `variant` must be one of plain, exact, received "other".'],
    ['nesterov', 1, 'part: option `nesterov` must be true or false, received 1.'],
    ['weights', [0, 0], 'part: option `weights` must be a list of numbers of at least 0, not all 0, received [0,0].'],
    ['weights', 'x', 'part: option `weights` must be a list of numbers of at least 0, not all 0, received "x".'],
    ['weights', [1, -1], 'part: option `weights[1]` must be a number of at least 0, received -1.'],
  ])('refuse a bad %s in one sentence, case %#', (name, value, sentence) => {
    expect(() => schema.read({ [name]: value })).toThrow(InvalidOptionError);
    expect(() => schema.read({ [name]: value })).toThrow(sentence);
  });

  it('name the nearest known option for an unknown one', () => {
    expect(() => schema.read({ momentun: 0.9 })).toThrow(UnknownOptionError);
    expect(() => schema.read({ momentun: 0.9 })).toThrow('there is no option `momentun` (did you mean momentum?)');
    expect(() => schema.read(3)).toThrow(InvalidOptionError);
  });

  it('may be required', () => {
    const strict = optionsSchema('part', { size: integer({ required: true, min: 1, meaning: 'how many' }) });
    expectTypeOf(strict.read({ size: 1 }).size).toEqualTypeOf<number>();
    expect(() => strict.read({})).toThrow(
      'part: option `size` must be a whole number of at least 1, received undefined.',
    );
    expect(strict.described[0]?.defaultText).toBe('required');
    expect(jsonSchemaOf(strict)).toMatchObject({ required: ['size'] });
    expect(jsonSchemaOf(schema)).not.toHaveProperty('required');
  });

  it('describe themselves for tables and search spaces', () => {
    expect(schema.described[0]).toEqual({
      name: 'rate',
      type: 'number',
      meaning: 'how fast it learns',
      range: 'above 0',
      defaultText: '0.1',
      defaultValue: 0.1,
      scale: 'log',
      search: [1e-4, 1],
    });
    expect(schema.described.map(({ range }) => range)).toEqual([
      'above 0',
      '0 … below 1',
      'whole number of at least 1',
      'whole number',
      'plain, exact',
      'true, false',
      'at least 0, not all 0',
    ]);
  });

  it('are JSON Schema', () => {
    expect(jsonSchemaOf(schema)).toMatchObject({
      title: 'part',
      additionalProperties: false,
      properties: {
        rate: { type: 'number', exclusiveMinimum: 0, default: 0.1 },
        steps: { type: 'integer', minimum: 1 },
        variant: { type: 'string', enum: ['plain', 'exact'] },
        weights: { type: 'array', items: { type: 'number', minimum: 0 } },
      },
    });
  });
});
