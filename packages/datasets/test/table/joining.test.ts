import { toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { joined } from '../../src/table/joined.ts';
import { selectRows } from '../../src/table/select-rows.ts';
import { stacked } from '../../src/table/stacked.ts';
import { cellsByColumn } from '../support/cells.ts';

const visits = toTable('visits', { place: [2, 1, 3, 2], stars: [5, 4, 3, null] });
const places = toTable('places', { place: [1, 2, 2], kind: ['bar', 'café', 'never'], seats: [10, null, 7] });

describe('tables', () => {
  it('take columns of another by a key, the first of several rows', () => {
    const options = { table: visits, by: 'place', other: places, columns: ['kind', 'seats'] };
    expect(joined('visits', { ...options, lacking: 'none' })).toEqual({
      kind: ['café', 'bar', 'none', 'café'],
      seats: [null, '10', 'none', null],
    });
    expect(() => joined('visits', options)).toThrow(
      'visits: column "place", row 3: must be one that the other table has, received "3".',
    );
  });

  it('are made of some rows of another, named as there', () => {
    const some = selectRows(visits, (row) => row !== 1);
    expect(cellsByColumn(some)).toEqual({ place: [2, 3, 2], stars: [5, 3, null] });
    expect([0, 1, 2].map(some.describeRow)).toEqual(['row 1', 'row 3', 'row 4']);
    expect(cellsByColumn(selectRows(places, (row) => row > 0))).toMatchObject({ kind: ['café', 'never'] });
  });

  it('are put one below the other, rows named as in their own', () => {
    const all = stacked('visits', [visits, selectRows(visits, (row) => row > 1)]);
    expect(cellsByColumn(all)).toEqual({ place: [2, 1, 3, 2, 3, 2], stars: [5, 4, 3, null, 3, null] });
    expect(all.describeRow(4)).toBe('row 3');
    expect(() => stacked('visits', [visits, places])).toThrow('must have a column "stars"');
  });
});
