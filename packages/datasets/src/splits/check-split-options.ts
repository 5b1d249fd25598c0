import { InvalidOptionError, isRecord } from '@equipoise/core';

import type { FromTableOptions } from '../from-table-options.ts';

/** The share of the rows that is set aside for each of the two splits, unless the user says. */
export const defaultShare = 0.2;

/**
 * Makes sure that the options of splits make sense.
 *
 * @param owner - The data set's name.
 * @param options - The options as the user wrote them.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is out of its range, or two contradict each other.
 */
export function checkSplitOptions(
  owner: string,
  options: Partial<Pick<FromTableOptions, 'split' | 'validation' | 'test' | 'validationTable' | 'testTable'>>,
): void {
  const { split = 'random', validation = defaultShare, test = defaultShare, validationTable, testTable } = options;
  if (!isRule(split)) {
    const expected = 'random, stratified, { group: column }, { time: column } or { given: column }';
    throw new InvalidOptionError(owner, 'split', expected, split);
  }
  if (!(validation > 0 && validation < 1)) {
    throw new InvalidOptionError(owner, 'validation', 'above 0 and below 1', validation);
  }
  if (!(test >= 0 && test < 1)) throw new InvalidOptionError(owner, 'test', 'at least 0 and below 1', test);
  const isGiven = isRecord(split) && Object.hasOwn(split, 'given');
  const says = isGiven ? 'a column that says which rows are for what' : 'a table of its own';
  if (options.test !== undefined && (isGiven || testTable)) {
    throw new InvalidOptionError(owner, 'test', `left out with ${says}`, options.test);
  }
  if (options.validation !== undefined && validationTable) {
    throw new InvalidOptionError(owner, 'validation', 'left out with a table of its own', options.validation);
  }
  if (isGiven && (testTable || validationTable)) {
    throw new InvalidOptionError(owner, 'split', 'another rule beside tables for validation or testing', split);
  }
}

function isRule(split: unknown): boolean {
  if (split === 'random' || split === 'stratified') return true;
  if (!isRecord(split)) return false;
  const [[name, column] = [], ...others] = Object.entries(split);
  return ['group', 'time', 'given'].includes(name ?? '') && typeof column === 'string' && others.length === 0;
}
