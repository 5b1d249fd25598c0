import { random, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { describeTable } from '../../src/index.ts';

/** Recordings as those of Parkinson's telemonitoring: several of each subject, whose age and sex do not change. */
function recordings(subjects: number, each: number, subject: string): Record<string, (number | string)[]> {
  const draw = random(3);
  const people = Array.from({ length: subjects }, () => ({ age: 36 + draw.integer(50), sex: draw.integer(2) }));
  const rows = Array.from({ length: subjects * each }, (_, row) => Math.floor(row / each));
  return {
    [subject]: rows.map((person) => person + 1),
    age: rows.map((person) => people[person]?.age ?? 0),
    sex: rows.map((person) => people[person]?.sex ?? 0),
    Jitter: rows.map(() => draw.normal()),
    Shimmer: rows.map(() => draw.normal()),
    motor_UPDRS: rows.map((person) => (people[person]?.age ?? 0) / 4 + draw.normal()),
  };
}

describe('columns whose rows belong together', () => {
  it('are named like a thing that has several rows: they are no inputs', () => {
    const { groups, columns, targets } = describeTable(toTable('voices', recordings(42, 20, 'subject#')));
    expect(groups).toEqual([
      {
        name: 'subject#',
        groups: 42,
        reason: '42 groups of 20 rows on average; the same within each: age, sex',
      },
    ]);
    expect(columns[0]).toMatchObject({ role: 'group', reason: 'names what rows belong to: 42 values in 840 rows' });
    expect(targets.map(({ name }) => name)).toEqual(['motor_UPDRS']);
  });

  it('have other columns that are the same within each, whatever their name', () => {
    const { groups, columns } = describeTable(toTable('voices', recordings(42, 20, 'number')));
    expect(groups.map(({ name }) => name)).toEqual(['number']);
    expect(columns[0]?.role).toBe('input');
  });

  it('are no columns of noise, in 200 tables', () => {
    const found = Array.from({ length: 200 }, (_, seed) => {
      const draw = random(seed);
      const column = (bound: number): number[] => Array.from({ length: 60 }, () => draw.integer(bound));
      const table = {
        a: column(30),
        b: column(25),
        c: column(2),
        d: column(3),
        rare: column(40).map((one) => Number(one === 0)),
      };
      return describeTable(toTable('noise', table)).groups;
    });
    expect(found.flat()).toEqual([]);
  });
});

describe('columns of times', () => {
  it('are dates, and numbers that are named as times, in the order of the rows or not', () => {
    const days = Array.from({ length: 60 }, (_, row) =>
      new Date(Date.UTC(2024, 0, row + 1)).toISOString().slice(0, 10),
    );
    const table = {
      day: days,
      written: days.map((day) => `${day.slice(8)}/${day.slice(5, 7)}/2024`),
      year: days.map((_, row) => 1990 + ((row * 7) % 11)),
      y: days.map((_, row) => row % 2),
    };
    expect(describeTable(toTable('times', table)).times).toEqual([
      { name: 'day', splits: true, ordered: true, reason: 'holds dates, and the rows are in its order' },
      { name: 'written', splits: false, ordered: false, reason: 'holds dates' },
      { name: 'year', splits: true, ordered: false, reason: 'is named as a time' },
    ]);
  });

  it('are missing in rows that follow each other all the same: then their neighbours are alike', () => {
    const draw = random(1);
    const walk = (): number[] => {
      let at = 0;
      return Array.from({ length: 300 }, () => (at += draw.normal()));
    };
    const noise = (): number[] => Array.from({ length: 300 }, () => draw.normal());
    const walks = describeTable(toTable('walks', { a: walk(), b: walk(), c: walk(), d: walk() }));
    expect([walks.sequential, (walks.neighbours ?? 0) > 0.9]).toEqual([true, true]);
    expect(walks.warnings.join()).toMatch(/Rows that follow each other are alike/);
    const still = describeTable(toTable('noise', { a: noise(), b: noise(), c: noise(), d: noise() }));
    expect([still.sequential, Math.abs(still.neighbours ?? 1) < 0.2, still.warnings]).toEqual([false, true, []]);
  });
});
