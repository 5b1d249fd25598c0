import type { ColumnType } from './column-facts.ts';
import type { ColumnRole } from './column-role.ts';
import type { Duplicates } from './duplicates.ts';
import type { GroupColumn } from './groups.ts';
import type { Leak } from './leaks/find-leaks.ts';
import type { Renamed } from './renamed.ts';
import type { GuessedTarget } from './target-kind.ts';
import type { DescribedTarget } from './targets.ts';
import type { TimeColumn } from './times.ts';

/** What is known of a column, and what it is good for. */
export interface ColumnDescription {
  /** Its name. */
  readonly name: string;
  /** What its cells are. */
  readonly type: ColumnType;
  /** How many of its cells are missing. */
  readonly missing: number;
  /** How many different values it has. */
  readonly distinct: number;
  /** What it is good for. */
  readonly role: ColumnRole;
  /** Why. */
  readonly reason: string;
  /** What it would be as a target; a constant is none. */
  readonly asTarget?: GuessedTarget;
}

/** What a table holds. */
export interface TableDescription {
  /** How many rows it has. */
  readonly rows: number;
  /** Its columns. */
  readonly columns: readonly ColumnDescription[];
  /** What is predicted: the targets that were named, or those that are suggested. */
  readonly targets: readonly DescribedTarget[];
  /** Columns that give a target away, which are suspects until a person says when they are known. */
  readonly leaks: readonly Leak[];
  /** How many rows leaks were looked for in, drawn by chance where they are not all. */
  readonly leakRows: number;
  /** Columns whose rows belong together: split by one of them? */
  readonly groups: readonly GroupColumn[];
  /** Columns of times: split by one of them? */
  readonly times: readonly TimeColumn[];
  /** Pairs of inputs that say the same in other words. */
  readonly renamed: readonly Renamed[];
  /** The median rank correlation between a row and the next, over the columns of numbers; left out where there are fewer than 3, or 100 rows. */
  readonly neighbours?: number;
  /** Whether neighbouring rows are so alike (a correlation of 0.7) that they seem to follow each other in time, or are sorted. */
  readonly sequential: boolean;
  /** Rows that are there more than once. */
  readonly duplicates: Duplicates;
  /** What to mind before training on it, a sentence each. */
  readonly warnings: readonly string[];
}
