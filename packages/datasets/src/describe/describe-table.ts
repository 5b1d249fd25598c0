import { DataError, didYouMean, listed, type Table } from '@equipoise/core';

import { type ColumnFacts, columnFacts, type ColumnType } from './column-facts.ts';
import { type ColumnRole, roleOf } from './column-role.ts';
import { repeatedColumns } from './repeats.ts';
import { type DescribedTarget, suggestTargets, targetKind } from './targets.ts';

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
}

/** What a table holds. */
export interface TableDescription {
  /** How many rows it has. */
  readonly rows: number;
  /** Its columns. */
  readonly columns: readonly ColumnDescription[];
  /** What is predicted: the targets that were named, or those that are suggested. */
  readonly targets: readonly DescribedTarget[];
  /** What to mind before training on it, a sentence each. */
  readonly warnings: readonly string[];
}

/** Warnings about single columns; further ones are summed up. */
const mostWarnings = 10;

/**
 * Says what each column of a table holds and what it is good for: an input, a target, or neither, as identifiers, free text, dates, constants, categories
 * of more than 64 values and columns that repeat another one are. `equipoise describe` prints it, and `equipoise compare` takes its inputs from it where they are not named.
 *
 * @param table - The table.
 * @param targets - The columns to predict; suggested when left out.
 * @throws {@link @equipoise/core!DataError} when the table has no column of that name.
 */
export function describeTable(table: Table, targets?: readonly string[]): TableDescription {
  for (const name of targets ?? []) requireColumn(table, name);
  const facts = table.columns.map((name) => columnFacts(name, table.column(name)));
  const roles = new Map(facts.map((column) => [column.name, roleOf(column)]));
  const isTarget = ({ name }: ColumnFacts): boolean => targets?.includes(name) ?? false;
  const possible = facts.filter((column) => isTarget(column) || roles.get(column.name)?.role === 'input');
  // Targets first: what repeats one gives it away.
  const repeats = repeatedColumns([...possible.filter(isTarget), ...possible.filter((one) => !isTarget(one))], table);
  for (const [name, other] of repeats) roles.set(name, { role: 'repeated', reason: `repeats the column ${other}` });
  const usable = facts.filter(({ name }) => roles.get(name)?.role === 'input');
  const chosen = targets
    ? facts
        .filter(({ name }) => targets.includes(name))
        .map((column) => ({ name: column.name, kind: targetKind(column) }))
    : suggestTargets(usable, new Set(repeats.values()));
  const columns = facts.map((column): ColumnDescription => {
    const { name, type, missing, distinct } = column;
    const target = chosen.find((one) => one.name === name);
    const { role, reason } = roles.get(name) ?? roleOf(column);
    if (!target) return { name, type, missing, distinct, role, reason };
    return {
      name,
      type,
      missing,
      distinct,
      role: 'target',
      reason: targetReason(target, column, targets === undefined),
    };
  });
  return { rows: table.rows, columns, targets: chosen, warnings: warningsOf(columns, table.rows) };
}

function requireColumn({ columns }: Table, name: string): void {
  if (columns.includes(name)) return;
  throw new DataError(`there is no column "${name}"${didYouMean(name, columns)}: the columns are ${listed(columns)}.`);
}

function targetReason({ kind }: DescribedTarget, { missing, distinct }: ColumnFacts, suggested: boolean): string {
  const classes = kind === 'multiclass' ? `, ${distinct} classes` : '';
  const gaps = missing > 0 ? `, ${missing} labels missing` : '';
  return `${suggested ? 'suggested: ' : ''}${kind}${classes}${gaps}`;
}

function warningsOf(columns: readonly ColumnDescription[], rows: number): readonly string[] {
  const left = columns.filter(({ role }) => role !== 'input' && role !== 'target');
  const said = left
    .slice(0, mostWarnings)
    .map(({ name, reason }) => `${name === '' ? 'The column without a name' : name} ${reason}; left out.`);
  const more = left.slice(mostWarnings);
  const rest =
    more.length > 0 ? [`${more.length} more columns are left out: ${listed(more.map(({ name }) => name))}.`] : [];
  const sparse = columns.filter(({ role, missing }) => role === 'input' && missing > rows / 2).map(({ name }) => name);
  const gaps = sparse.length > 0 ? [`More than half of the cells are missing in: ${listed(sparse)}.`] : [];
  return [...said, ...rest, ...gaps];
}
