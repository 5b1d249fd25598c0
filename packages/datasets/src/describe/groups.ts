import { missingCode, type Table, type TableColumn } from '@equipoise/core';

import type { ColumnFacts } from './column-facts.ts';
import { isKeyName } from './key-name.ts';

/** A column whose rows belong together. */
export interface GroupColumn {
  /** Its name. */
  readonly name: string;
  /** How many groups there are. */
  readonly groups: number;
  /** Why, as a part of a sentence. */
  readonly reason: string;
}

/** The share of its different values from which on a column has too few rows of each to be a group; of one that is not named like a group. */
const mostDistinct = { named: 0.9, unnamed: 0.75 };

/** Groups from which on it means something to hold some out. */
const fewGroups = 5;

/** Differing neighbours that chance would bring at least, for it to mean something that there are none: of so many none has a probability of e⁻²⁰. */
const expected = 20;

const things =
  'subject|patient|participant|person|user|customer|client|student|speaker|author|household|building|site|station|store|shop|hospital|document|article|film|movie|' +
  'video|device|machine|session|batch|family|company|account';
const groupName = new RegExp(`(?:^|[\\s_.-])(?:${things})s?[\\s_.-]*(?:#|no|nr|number|name|code)?$`, 'i');

/**
 * Whether a column is named like something that has several rows: a patient, a machine, a document.
 *
 * @param facts - What it holds.
 */
export function isGroup({ name, type, whole, rows, missing, distinct }: ColumnFacts): boolean {
  const isCode = type === 'category' || type === 'text' || (type === 'number' && whole);
  const isNamed = groupName.test(name) || isKeyName(name) || /^groups?$/i.test(name);
  return isCode && isNamed && distinct >= fewGroups && distinct <= mostDistinct.named * (rows - missing);
}

/**
 * The columns whose rows belong together: named like a key or a thing that has several rows, or such that other columns are the same in all rows of one value, as age and sex
 * of a patient are.
 *
 * @param columns - What all columns hold.
 * @param table - The table.
 */
export function groupColumns(columns: readonly ColumnFacts[], table: Table): readonly GroupColumn[] {
  return columns.flatMap((facts): GroupColumn[] => {
    const { name, type, whole, rows, missing, distinct } = facts;
    if (!(type === 'category' || (type === 'number' && whole) || isGroup(facts))) return [];
    if (!isGroup(facts) && distinct > mostDistinct.unnamed * (rows - missing)) return [];
    const fixed = isGroup(facts) || distinct >= 2 * fewGroups ? fixedWithin(facts, columns, table) : [];
    const size = (rows - missing) / distinct;
    const mean = size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en');
    const sizes = `${distinct.toLocaleString('en')} groups of ${mean} rows on average`;
    const same = fixed.length > 0 ? `; the same within each: ${fixed.slice(0, 5).join(', ')}` : '';
    return isGroup(facts) || fixed.length >= 2 ? [{ name, groups: distinct, reason: `${sizes}${same}` }] : [];
  });
}

/** The columns that have one value in all rows of each group, where chance would not do that. */
function fixedWithin(group: ColumnFacts, columns: readonly ColumnFacts[], table: Table): readonly string[] {
  const others = columns.filter(({ distinct }) => distinct > 1 && distinct < group.distinct);
  if (others.length === 0) return [];
  const { first, repeated } = firstRows(table.column(group.name));
  return others
    .filter(({ name, missing, rows }) => missing < rows / 2 && isFixed(table.column(name), first, repeated))
    .map(({ name }) => name);
}

interface FirstRows {
  /** The first row of each row's group; its own where the cell is missing. */
  readonly first: Uint32Array;
  /** How many rows are not the first of their group. */
  readonly repeated: number;
}

function firstRows(column: TableColumn): FirstRows {
  const keys = column.kind === 'number' ? column.values : column.codes;
  const rows = new Map<number, number>();
  const first = new Uint32Array(keys.length);
  let repeated = 0;
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] ?? 0;
    const own = Number.isNaN(key) || key === missingCode ? row : (rows.get(key) ?? row);
    if (own === row) rows.set(key, row);
    else repeated += 1;
    first[row] = own;
  }
  return { first, repeated };
}

function isFixed(column: TableColumn, first: Uint32Array, repeated: number): boolean {
  const cells = column.kind === 'number' ? column.values : column.codes;
  for (let row = 0; row < cells.length; row += 1) {
    if (!Object.is(cells[row], cells[first[row] ?? 0])) return false;
  }
  const counts = new Map<number, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const alike = [...counts.values()].reduce((sum, count) => sum + (count / cells.length) ** 2, 0);
  return repeated * (1 - alike) >= expected;
}
