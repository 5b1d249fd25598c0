import type { Table } from '@equipoise/core';

import { type ColumnFacts, columnFacts } from './column-facts.ts';
import { type ColumnRole, roleOf, type RoleWithReason } from './column-role.ts';
import { completeDescribeOptions, type CompleteDescribeOptions, type DescribeOptions } from './describe-options.ts';
import type { ColumnDescription, TableDescription } from './description.ts';
import { countDuplicates } from './duplicates.ts';
import { groupColumns } from './groups.ts';
import { findLeaks } from './leaks/find-leaks.ts';
import { renamedColumns } from './renamed.ts';
import { repeatedColumns } from './repeats.ts';
import { neighbourCorrelation } from './row-order.ts';
import { guessTarget } from './target-kind.ts';
import { type DescribedTarget, describeTarget, suggestTargets } from './targets.ts';
import { timeColumns } from './times.ts';
import { warningsOf } from './warnings.ts';

/** Rows that follow each other are hardly so alike by chance. */
const alike = 0.7;

/**
 * Says what each column of a table holds and what it is good for: an input, a target, or neither, as identifiers, groups, free text, constants and columns that
 * repeat another one are; which columns give a target away, which rows belong together, and which are there twice. `equipoise describe` prints it, and
 * `equipoise compare` takes its inputs from it where they are not named.
 *
 * A column is suspected to give a target away when it repeats it, when it is the sum, difference, product or quotient of two columns (to 9 digits, in all rows), or when a
 * decision tree over the column alone, of at most 256 leaves, scores at least `leakScore` beyond chance in 5-fold cross-validation: (accuracy − m) / (1 − m) with the share m of the
 * most frequent class, or R² of the ranks of a number. Targets with fewer than 20 labels, or fewer than 8 that are not the most frequent one, are not looked at.
 *
 * @param table - The table.
 * @param options - What you know better than it can guess.
 * @throws {@link @equipoise/core!DataError} when the table has no column of that name.
 * @throws {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is not what it must be.
 */
export function describeTable(table: Table, options: DescribeOptions = {}): TableDescription {
  const complete = completeDescribeOptions(options, table.columns);
  const facts = table.columns.map((name) => columnFacts(name, table.column(name), complete.types.get(name)));
  const { roles, repeats } = rolesOf(facts, table, complete);
  const usable = facts.filter(({ name }) => roles.get(name)?.role === 'input');
  const named = complete.targets;
  const chosen = named
    ? facts.filter(({ name }) => named.has(name))
    : suggestTargets(usable, new Set(repeats.values()), facts.length);
  const targets = chosen.map((column) => describeTarget(column, table, named?.get(column.name)));
  const columns = facts.map((column) => describeColumn(column, roles, targets, named === undefined));
  const namesOf = (role: ColumnRole): readonly string[] =>
    columns.flatMap((one) => (one.role === role ? [one.name] : []));
  const suspects = facts.filter(({ name, distinct }) => distinct > 1 && roles.get(name)?.role !== 'row name');
  const { leakScore, sample } = complete;
  const { leaks, rows: leakRows } = findLeaks({ table, columns: suspects, targets, repeats, leakScore, sample });
  const neighbours = neighbourCorrelation(usable, table);
  const described = {
    rows: table.rows,
    columns,
    targets,
    leaks,
    leakRows,
    groups: groupColumns(
      facts.filter(({ name }) => !targets.some((target) => target.name === name)),
      table,
    ),
    times: timeColumns(facts),
    renamed: renamedColumns(usable, table),
    ...(neighbours !== undefined && { neighbours }),
    sequential: neighbours !== undefined && neighbours >= alike,
    duplicates: countDuplicates(table, [...namesOf('input'), ...namesOf('text')], namesOf('target')),
  };
  return { ...described, warnings: warningsOf(described) };
}

interface Roles {
  readonly roles: ReadonlyMap<string, RoleWithReason>;
  /** Columns that repeat another one, by the name of that. */
  readonly repeats: ReadonlyMap<string, string>;
}

function rolesOf(
  facts: readonly ColumnFacts[],
  table: Table,
  { targets, roles: given }: CompleteDescribeOptions,
): Roles {
  const roles = new Map(facts.map((column) => [column.name, roleOf(column)]));
  const isTarget = ({ name }: ColumnFacts): boolean => targets?.has(name) ?? false;
  const possible = facts.filter((column) => isTarget(column) || roles.get(column.name)?.role === 'input');
  // Targets first: what repeats one gives it away.
  const repeats = repeatedColumns([...possible.filter(isTarget), ...possible.filter((one) => !isTarget(one))], table);
  for (const [name, other] of repeats) roles.set(name, { role: 'repeated', reason: `repeats the column ${other}` });
  for (const [name, role] of given) roles.set(name, { role, reason: `was given the role ${role}` });
  return { roles, repeats };
}

function describeColumn(
  facts: ColumnFacts,
  roles: ReadonlyMap<string, RoleWithReason>,
  targets: readonly DescribedTarget[],
  suggested: boolean,
): ColumnDescription {
  const { name, type, missing, distinct } = facts;
  const target = targets.find((one) => one.name === name);
  const asTarget = distinct > 1 ? { asTarget: guessTarget(facts) } : {};
  const { role, reason } = target
    ? { role: 'target' as const, reason: targetReason(target, facts, suggested) }
    : (roles.get(name) ?? roleOf(facts));
  return { name, type, missing, distinct, role, reason, ...asTarget };
}

function targetReason({ kind }: DescribedTarget, { missing, distinct }: ColumnFacts, suggested: boolean): string {
  const classes = kind === 'multiclass' || kind === 'ordinal' ? `, ${distinct} classes` : '';
  const gaps = missing > 0 ? `, ${missing} labels missing` : '';
  return `${suggested ? 'suggested: ' : ''}${kind}${classes}${gaps}`;
}
