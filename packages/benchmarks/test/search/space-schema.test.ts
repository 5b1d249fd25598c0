import { choice, flag, integer, list, number, optionsSchema } from '@equipoise/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { searchOf } from '../../src/search/space.ts';
import { spaceSchemaOf } from '../../src/search/space-schema.ts';

const schema = optionsSchema('part', {
  rate: number({ default: 0.1, above: 0, scale: 'log', search: [1e-4, 1], meaning: 'how fast it learns' }),
  experts: integer({ default: 4, min: 1, search: [2, 8], meaning: 'how many' }),
  method: choice(['exact', 'fast'], { default: 'fast', meaning: 'which rule' }),
  exact: flag({ default: false, meaning: 'whether' }),
  hidden: list(integer({ min: 1, meaning: 'a size' }), {
    default: [32],
    range: 'at least 1',
    expected: 'a list of sizes',
    meaning: 'sizes',
  }),
});

const readable = z.fromJSONSchema(spaceSchemaOf(schema));

describe('the JSON Schema of what a study file says of options', () => {
  it.each([
    {},
    { rate: 0.5 },
    { rate: [0.1, 1] },
    { rate: { low: 0.1 } },
    { rate: { high: 0.5, scale: 'linear' } },
    { rate: { values: [0.1, 0.2] } },
    { rate: {}, experts: {}, method: {}, exact: {} },
    { experts: [1, 16], method: ['exact'], exact: [true] },
    { method: 'exact', exact: false, hidden: [8, 8] },
    { method: { values: ['fast', 'exact'] }, hidden: { values: [[8], [16]] } },
  ])('accepts what is read, case %#', (spec) => {
    expect(() => searchOf(schema, spec)).not.toThrow();
    expect(readable.safeParse(spec).error).toBeUndefined();
  });

  it.each([
    [],
    { rat: 1 },
    { rate: 0 },
    { rate: [0, 1] },
    { rate: [0.1, 1, 2] },
    { rate: { lo: 1 } },
    { rate: { scale: 'ln' } },
    { rate: { values: [] } },
    { experts: [1, 2.5] },
    { experts: { values: [0] } },
    { method: 'slow' },
    { method: ['slow'] },
    { method: { low: 1 } },
    { exact: 1 },
    { hidden: ['8'] },
    { hidden: [0] },
    { hidden: {} },
    { hidden: { values: [8] } },
  ])('refuses what is refused, case %#', (spec) => {
    expect(() => searchOf(schema, spec)).toThrow();
    expect(readable.safeParse(spec).success).toBe(false);
  });

  it('shows editors meaning, range and default', () => {
    const { properties } = spaceSchemaOf(schema) as { properties: Record<string, unknown> };
    expect(properties.rate).toMatchObject({ description: 'how fast it learns (above 0)', default: 0.1 });
  });
});
