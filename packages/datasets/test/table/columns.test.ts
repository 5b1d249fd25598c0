import { DataError, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { namedCodes } from '../../src/table/named-codes.ts';
import { numbersIn } from '../../src/table/numbers-in.ts';
import { repeatedRows } from '../../src/table/repeated-rows.ts';
import { textsIn } from '../../src/table/texts-in.ts';

const table = toTable('plain', { code: [1, 2, null, 1, 1], word: ['x', 'y', 'z', 'x', null] });

describe('columns of a table', () => {
  it('are texts or numbers, with missing cells', () => {
    expect(textsIn(table, 'code')).toEqual(['1', '2', null, '1', '1']);
    expect([...numbersIn('plain', table, 'code')]).toEqual([1, 2, Number.NaN, 1, 1]);
    expect(() => numbersIn('plain', table, 'word')).toThrow(/^plain: column "word", row 1: must be a finite number/);
  });

  it('have what their codes stand for, and refuse others', () => {
    expect(namedCodes('plain', table, 'code', { 1: 'one', 2: null })).toEqual(['one', null, null, 'one', 'one']);
    expect(() => namedCodes('plain', table, 'code', { 2: 'two' })).toThrow(
      'plain: column "code", row 1: must be one of 2, received "1" (and 2 more such cells).',
    );
    expect(() => namedCodes('plain', table, 'word', { constructor: 'no' })).toThrow(DataError);
  });

  it('say which rows are the same', () => {
    expect(repeatedRows(table)).toEqual(['row 1', 'row 2', 'row 3', 'row 1', 'row 5']);
    expect(repeatedRows(table, ['code'])).toEqual(['row 1', 'row 2', 'row 3', 'row 1', 'row 1']);
  });
});
