import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable, type FromTableOptions } from '../src/index.ts';

const options = {
  name: 'houses',
  table: { area: [50, 75, 100, 125, 150], price: [100, 180, 210, 260, 310], sold: ['no', 'yes', 'no', 'yes', 'no'] },
  inputs: { area: 'numeric' },
  targets: { price: 'regression', sold: 'binary' },
} satisfies FromTableOptions;

describe('fromTable, given options that make no sense', () => {
  it('names the nearest option or kind to one that does not exist', () => {
    const message = (wrong: object): string => {
      try {
        fromTable({ ...options, ...wrong });
      } catch (error) {
        return String(error);
      }
      return 'taken';
    };
    expect(message({ inputs: { area: 'number' } })).toBe(
      'InvalidOptionError: houses: option `inputs.area` must be numeric or categorical or date or text or ngrams or image (did you mean numeric?), received "number".',
    );
    expect(message({ targets: { sold: 'binray' } })).toMatch(/`targets\.sold` must be .* \(did you mean binary\?\)/);
    expect(message({ targets: { sold: { kind: 'binary', colum: 'x' } } })).toBe(
      'UnknownOptionError: houses: target sold: there is no option `colum` (did you mean column?).',
    );
    expect(message({ on_missing: 'error' })).toBe(
      'UnknownOptionError: fromTable: there is no option `on_missing` (did you mean onMissing?).',
    );
  });

  it.each<[string, Partial<FromTableOptions>]>([
    ['an input that is a target', { targets: { area: 'regression' } }],
    ['an input that is a target by another name', { targets: { size: { kind: 'regression', column: 'area' } } }],
    ['no input', { inputs: {} }],
    ['no target', { targets: {} }],
    ['a share of 0', { validation: 0 }],
    ['a share that is not a number', { test: Number.NaN }],
    ['a test share beside a test table', { test: 0.1, testTable: options.table }],
    ['a test share beside a column that says', { test: 0.1, split: { given: 'sold' } }],
    ['a validation share beside a validation table', { validation: 0.1, validationTable: options.table }],
    ['another rule for splits', { split: 'grouped' as 'random' }],
    ['two rules for splits', { split: { group: 'sold', time: 'area' } }],
    ['a seed that is not whole', { seed: 0.1 }],
    ['a size of 0', { size: 0 }],
    ['another rule for missing inputs', { onMissing: 'drop' as 'error' }],
    ['another rule for unseen categories', { onUnseen: 'ignore' as 'error' }],
    ['a negative priority', { targets: { price: { kind: 'regression', priority: -1 } } }],
  ])('rejects %s', (_, wrong) => {
    expect(() => fromTable({ ...options, ...wrong })).toThrow(InvalidOptionError);
  });
});
