import { listed } from '@equipoise/core';

import type { ColumnDescription, TableDescription } from './description.ts';

type Found = Omit<TableDescription, 'warnings'>;

/** Warnings about single columns; further ones are summed up. */
const mostWarnings = 10;

/**
 * What to mind before training on a table, a sentence each.
 *
 * @param described - What is known of it.
 */
export function warningsOf(described: Found): readonly string[] {
  return [...leftOut(described), ...leaking(described), ...sameInOtherWords(described), ...rowsAlike(described)];
}

function leftOut({ columns, rows }: Found): readonly string[] {
  const isLeft = ({ role }: ColumnDescription): boolean => role !== 'input' && role !== 'target';
  const left = columns.filter(isLeft);
  const said = left
    .slice(0, mostWarnings)
    .map(({ name, reason }) => `${name === '' ? 'The column without a name' : name} ${reason}; left out.`);
  const more = left.slice(mostWarnings);
  const rest =
    more.length > 0
      ? [
          `${more.length} more column${more.length === 1 ? ' is' : 's are'} left out: ${listed(more.map(({ name }) => name))}.`,
        ]
      : [];
  const sparse = columns.filter(({ role, missing }) => role === 'input' && missing > rows / 2).map(({ name }) => name);
  const gaps = sparse.length > 0 ? [`More than half of the cells are missing in: ${listed(sparse)}.`] : [];
  return [...said, ...rest, ...gaps];
}

function leaking({ leaks, columns }: Found): readonly string[] {
  const inputs = new Set(columns.filter(({ role }) => role === 'input').map(({ name }) => name));
  const used = leaks.filter((leak) => leak.columns.every((name) => inputs.has(name)));
  return used.slice(0, mostWarnings).map(({ target, reason, columns: suspects }) => {
    const them = suspects.length > 1 ? 'one of them' : 'it';
    return `${reason} Leave ${them} out, unless it is known before ${target} is.`;
  });
}

function rowsAlike({ neighbours = 0, sequential, times, groups }: Found): readonly string[] {
  if (!sequential || times.length > 0 || groups.length > 0) return [];
  const how = 'if they are in order of time, split them in blocks and not by chance';
  return [`Rows that follow each other are alike (median correlation ${neighbours.toFixed(2)}): ${how}.`];
}

function sameInOtherWords({ renamed, targets }: Found): readonly string[] {
  const isTarget = (name: string): boolean => targets.some((target) => target.name === name);
  const inputs = renamed.filter(([name, other]) => !isTarget(name) && !isTarget(other));
  return inputs.map(([name, other]) => `${name} says the same as ${other}, in other words.`);
}
