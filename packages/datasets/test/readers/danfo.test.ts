import { DataFrame } from 'danfojs-node';
import { describe, expect, it } from 'vitest';

import { readDanfo, fromTable, toDanfo } from '../../src/index.ts';
import { cellsByColumn } from '../support/cells.ts';

const table = {
  length: [39.1, 46.5, 50],
  species: ['Adelie', 'Chinstrap', 'Gentoo'],
  grown: [true, false, true],
};

/** Booleans are categories, as text. */
const cells = { ...table, grown: ['true', 'false', 'true'] };

describe('danfo', () => {
  it('reads a data frame as a table', () => {
    expect(cellsByColumn(readDanfo(new DataFrame(table)))).toEqual(cells);
  });

  it('makes a data frame that danfo computes with', () => {
    const frame = toDanfo(table, DataFrame);
    expect(frame.shape).toEqual([3, 3]);
    expect(frame.column('length').mean()).toBeCloseTo((39.1 + 46.5 + 50) / 3, 9);
    expect(cellsByColumn(readDanfo(frame))).toEqual(cells);
  });

  it('carries missing cells both ways', () => {
    const gaps = { price: [1, null, 3], name: ['a', null, 'c'] };
    const frame = toDanfo(gaps, DataFrame);
    expect(frame.isNa().values).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
    expect(cellsByColumn(readDanfo(frame))).toEqual(gaps);
    expect(cellsByColumn(readDanfo(new DataFrame({ price: [1, Number.NaN] })))).toEqual({ price: [1, null] });
  });

  it('gives tables that a data set can be made of', () => {
    const frame = new DataFrame({ x: [1, 2, 3, 4, 5], y: [2, 4, 6, 8, Number.NaN] });
    const { splits, tasks } = fromTable({
      table: readDanfo(frame),
      inputs: { x: 'numeric' },
      targets: { y: 'regression' },
    });
    expect([tasks[0]?.name, splits.train.size]).toEqual(['y', 3]);
  });

  it('rejects rows that are no list of cells, and names given twice', () => {
    expect(() => readDanfo({ columns: ['a', 'b'], values: [[1, 2], [3]] })).toThrow(
      'readDanfo: row 2: must be a list of 2 cells.',
    );
    expect(() => readDanfo({ columns: ['a', 'a'], values: [] })).toThrow(
      'readDanfo: must name columns once, received a, a.',
    );
  });
});
