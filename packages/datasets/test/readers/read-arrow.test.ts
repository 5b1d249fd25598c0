import {
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  Schema,
  Table as ArrowTable,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';

import { cellsOf, readArrow, fromTable } from '../../src/index.ts';

describe('readArrow', () => {
  const day = Date.UTC(2021, 5, 1);
  const table = new ArrowTable({
    whole: vectorFromArray([1, null, 3], new Int32()),
    large: vectorFromArray([1n, 2n, 3n], new Int64()),
    real: vectorFromArray([0.5, 1.5, 2.5], new Float64()),
    word: vectorFromArray(['a', null, 'a'], new Dictionary(new Utf8(), new Int32())),
    day: vectorFromArray([day, null, day], new DateMillisecond()),
    time: vectorFromArray([day, day, null], new TimestampMicrosecond()),
    yes: vectorFromArray([true, false, null]),
  });

  it.each([
    ['as it is', table],
    ['through a file', tableFromIPC(tableToIPC(table, 'file'))],
  ])('reads numbers, texts, dates, booleans and nulls: %s', (_, arrow) => {
    const read = readArrow(arrow);
    const cells = (column: string): readonly unknown[] => Array.from(cellsOf(read.column(column)));
    expect(cells('whole')).toEqual([1, null, 3]);
    expect(cells('large')).toEqual([1, 2, 3]);
    expect(cells('real')).toEqual([0.5, 1.5, 2.5]);
    expect(cells('word')).toEqual(['a', null, 'a']);
    expect(cells('day')).toEqual(['2021-06-01', null, '2021-06-01']);
    expect(cells('time')).toEqual(['2021-06-01', '2021-06-01', null]);
    expect(cells('yes')).toEqual(['true', 'false', null]);
  });

  it('reads decimals as numbers', () => {
    const words = (value: number): Uint32Array =>
      new Uint32Array([
        value >>> 0,
        value < 0 ? 0xffffffff : 0,
        value < 0 ? 0xffffffff : 0,
        value < 0 ? 0xffffffff : 0,
      ]);
    const prices = vectorFromArray([words(1234), words(-5)], new Decimal(2, 10));
    const schema = new Schema([new Field('price', new Decimal(2, 10))]);
    const read = readArrow(new ArrowTable(schema, { price: prices }));
    expect(Array.from(cellsOf(read.column('price')))).toEqual([12.34, -0.05]);
  });

  it('is the table of a data set', () => {
    const count = 50;
    const arrow = tableFromArrays({
      x: Float64Array.from({ length: count }, (_, row) => row),
      y: Float32Array.from({ length: count }, (_, row) => 2 * row),
    });
    const { splits } = fromTable({ table: readArrow(arrow), inputs: { x: 'numeric' }, targets: { y: 'regression' } });
    expect([splits.train.size, splits.test.size]).toEqual([30, 10]);
  });
});
