import {
  checkKnownOptions,
  columnKinds,
  DataError,
  didYouMean,
  InvalidOptionError,
  isRecord,
  listed,
} from '@equipoise/core';

import type { TargetKind } from '../table/targets.ts';
import { type ColumnType, columnTypes } from './column-facts.ts';
import { type ColumnRole, columnRoles } from './column-role.ts';

/** Options of `describeTable`: what you know better than it can guess. */
export interface DescribeOptions {
  /**
   * The columns to predict, as a list or with what is predicted of each: `{ price: 'regression' }`; it is guessed of one that has `undefined`.
   *
   * @defaultValue suggested by their names, else the last column
   */
  readonly targets?: readonly string[] | Readonly<Record<string, TargetKind | undefined>>;
  /** What the cells of columns are: `{ zip: 'category' }`. The others are guessed. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** What columns are good for: `{ customer: 'input' }`. The others are guessed. */
  readonly roles?: Readonly<Record<string, ColumnRole>>;
  /**
   * The score beyond chance, on rows that were not learnt from, from which on a column that alone predicts a target is a suspect, above 0 and at most 1.
   *
   * @defaultValue 0.98
   */
  readonly leakScore?: number;
  /**
   * Rows that leaks are looked for in, at most; drawn by chance, the same at every call. Wide tables have fewer.
   *
   * @defaultValue 20,000
   */
  readonly sample?: number;
}

/** Options with their defaults. */
export interface CompleteDescribeOptions {
  /** The columns to predict, with their kind where it was given; undefined when they are to be suggested. */
  readonly targets: ReadonlyMap<string, TargetKind | undefined> | undefined;
  /** Types that were given. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Roles that were given. */
  readonly roles: ReadonlyMap<string, ColumnRole>;
  /** The score of a suspect. */
  readonly leakScore: number;
  /** Rows that leaks are looked for in. */
  readonly sample: number;
}

const owner = 'describeTable';

/**
 * Checks options, and fills in what was left out.
 *
 * @param options - The options as the user wrote them.
 * @param columns - The columns of the table.
 * @throws {@link @equipoise/core!DataError} when one names a column that is not there.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is not what it must be.
 */
export function completeDescribeOptions(options: DescribeOptions, columns: readonly string[]): CompleteDescribeOptions {
  const names = { targets: true, types: true, roles: true, leakScore: true, sample: true } as const;
  checkKnownOptions<DescribeOptions>(owner, options, names);
  const { targets, leakScore = 0.98, sample = 20_000 } = options;
  if (!(leakScore > 0 && leakScore <= 1)) {
    throw new InvalidOptionError(owner, 'leakScore', 'a number above 0 and at most 1', leakScore);
  }
  if (!Number.isSafeInteger(sample) || sample < 1) {
    throw new InvalidOptionError(owner, 'sample', 'a whole number from 1 on', sample);
  }
  const types = wordsOf('types', options.types, columnTypes, columns);
  const roles = wordsOf('roles', options.roles, columnRoles, columns);
  return { targets: targetsOf(targets, columns), types, roles, leakScore, sample };
}

function wordsOf<Word extends string>(
  option: string,
  given: Readonly<Record<string, Word>> = {},
  words: readonly Word[],
  columns: readonly string[],
): ReadonlyMap<string, Word> {
  if (!isRecord(given)) throw new InvalidOptionError(owner, option, 'an object with a word for each column', given);
  const entries = Object.entries<Word>(given);
  for (const [column, word] of entries) {
    requireColumn(column, columns);
    checkWord(`${option}.${column}`, word, words);
  }
  return new Map(entries);
}

function targetsOf(
  targets: DescribeOptions['targets'],
  columns: readonly string[],
): CompleteDescribeOptions['targets'] {
  if (targets === undefined) return undefined;
  const isList = (given: object): given is readonly string[] => Array.isArray(given);
  if (!isRecord(targets) && !isList(targets)) {
    throw new InvalidOptionError(owner, 'targets', 'a list of columns, or an object with kinds', targets);
  }
  const entries: readonly (readonly [string, TargetKind | undefined])[] = isList(targets)
    ? targets.map((name) => [name, undefined])
    : Object.entries(targets);
  for (const [column, kind] of entries) {
    requireColumn(column, columns);
    if (kind !== undefined) checkWord(`targets.${column}`, kind, columnKinds);
  }
  return new Map(entries);
}

function requireColumn(name: string, columns: readonly string[]): void {
  if (columns.includes(name)) return;
  throw new DataError(`there is no column "${name}"${didYouMean(name, columns)}: the columns are ${listed(columns)}.`);
}

function checkWord(option: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  throw new InvalidOptionError(owner, option, `${words.join(', ')}${didYouMean(word, words)}`, word);
}
