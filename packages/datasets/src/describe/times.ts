import type { ColumnFacts } from './column-facts.ts';

/** A column of times. */
export interface TimeColumn {
  /** Its name. */
  readonly name: string;
  /** Whether `fromTable` can split by it: numbers, and dates as 2024-12-31. */
  readonly splits: boolean;
  /** Whether the rows are in its order. */
  readonly ordered: boolean;
  /** Why, as a part of a sentence. */
  readonly reason: string;
}

const timeName = /(?:^|[\s_.-])(?:time|timestamp|datetime|epoch|year)$/i;

/**
 * The columns of times: dates, and numbers that are named as times.
 *
 * @param columns - What all columns hold.
 */
export function timeColumns(columns: readonly ColumnFacts[]): readonly TimeColumn[] {
  return columns.flatMap(({ name, type, distinct, rising, readable }): TimeColumn[] => {
    const isTime = type === 'date' || (type === 'number' && timeName.test(name));
    if (!isTime || distinct < 3) return [];
    const what = type === 'date' ? 'holds dates' : 'is named as a time';
    return [
      { name, splits: readable, ordered: rising, reason: `${what}${rising ? ', and the rows are in its order' : ''}` },
    ];
  });
}
