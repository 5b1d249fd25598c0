import { DataError, InvalidOptionError, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { dateParts } from '../../src/table/date-parts.ts';

const table = toTable('dates', {
  // A Monday, the last day of a leap year, a missing cell, and an hour before 1970.
  date: ['2016-01-11 17:30:00', '2012-12-31', null, '1969-12-31T23:00:00Z'],
  word: ['a', 'b', 'c', 'd'],
});

describe('dateParts', () => {
  it('gives parts as numbers', () => {
    const columns = dateParts('dates', table, 'date', ['year', 'month', 'day', 'weekday', 'yearday', 'hour'], 'number');
    expect(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values)]))).toEqual({
      'date-year': [2016, 2012, Number.NaN, 1969],
      'date-month': [1, 12, Number.NaN, 12],
      'date-day': [11, 31, Number.NaN, 31],
      'date-weekday': [1, 1, Number.NaN, 3], // 1970 began on a Thursday.
      'date-yearday': [11, 366, Number.NaN, 365],
      'date-hour': [17.5, 0, Number.NaN, 23],
    });
  });

  it('gives parts that begin again as points on a circle, and others as numbers', () => {
    const columns = dateParts('dates', table, 'date', ['weekday', 'hour', 'elapsed']);
    const angle = (2 * Math.PI * 17.5) / 24;
    expect(Object.keys(columns)).toEqual([
      'date-weekday-sin',
      'date-weekday-cos',
      'date-hour-sin',
      'date-hour-cos',
      'date-elapsed',
    ]);
    const first = Object.values(columns).map((values) => values[0]);
    // 16,811 days from 1970 to 11 January 2016: date -d 2016-01-11 +%s, divided by 86,400.
    [0, 1, Math.sin(angle), Math.cos(angle), 16_811 + 17.5 / 24].forEach((value, index) => {
      expect(first[index]).toBeCloseTo(value, 9);
    });
  });

  it('refuses what is no date, and parts that do not exist', () => {
    expect(() => dateParts('dates', table, 'word', ['hour'])).toThrow(DataError);
    expect(() => dateParts('dates', table, 'date', ['fortnight' as 'hour'])).toThrow(InvalidOptionError);
    expect(() => dateParts('dates', table, 'time', ['hour'])).toThrow('must have a column "time"');
  });
});
