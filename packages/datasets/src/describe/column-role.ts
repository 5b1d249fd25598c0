import type { ColumnFacts } from './column-facts.ts';
import { isGroup } from './groups.ts';
import { isKeyName } from './key-name.ts';

/** What a column is good for, unless it is named: only inputs are inputs by default. */
export type ColumnRole = (typeof columnRoles)[number];

/** The roles of columns. */
export const columnRoles = [
  'input',
  'target',
  'identifier',
  'group',
  'row name',
  'split',
  'date',
  'text',
  'constant',
  'repeated',
  'empty',
] as const;

/** A role and why a column has it. */
export interface RoleWithReason {
  /** The role. */
  readonly role: ColumnRole;
  /** Why, as a part of a sentence. */
  readonly reason: string;
}

/** Rows from which on it means something that all values differ. */
const fewRows = 20;

/** Categories up to which a column named like a key is none. */
const fewCategories = 64;

const runningName = /^(?:id|key|index|idx|no|nr|num|number|row|#|)$/i;

/**
 * What a column is good for that is no target.
 *
 * @param facts - What it holds.
 */
export function roleOf(facts: ColumnFacts): RoleWithReason {
  const { name, type, missing, distinct, words, readable, hint } = facts;
  if (type === 'empty') return { role: 'empty', reason: 'has no value' };
  if (distinct === 1)
    return { role: 'constant', reason: missing === 0 ? 'has one value in all rows' : 'has one value only' };
  if (hint !== undefined) return { role: 'text', reason: `holds text that looks like numbers: ${hint}` };
  const identifier = identifierReason(facts);
  if (identifier !== undefined) return { role: name === '' ? 'row name' : 'identifier', reason: identifier };
  if (isGroup(facts)) {
    return { role: 'group', reason: `names what rows belong to: ${distinct} values in ${facts.rows - missing} rows` };
  }
  if (/^(?:split|fold|partition|subset)$/i.test(name)) return { role: 'split', reason: 'says which split a row is in' };
  if (type === 'date' && !readable) {
    return { role: 'date', reason: 'holds dates: only dates as 2024-12-31 can be read as such' };
  }
  if (type === 'text')
    return {
      role: 'text',
      reason: `holds free text, ${Math.round(words)} words a cell: name it as an input of kind text`,
    };
  if (type === 'date') return { role: 'input', reason: 'dates: their parts and the time that has gone by' };
  return { role: 'input', reason: type === 'number' ? 'numeric' : `${distinct} categories` };
}

/** Why a column looks like an identifier: nearly all values differ, or a name that keys have. */
function identifierReason({
  name,
  type,
  rows,
  missing,
  distinct,
  whole,
  running,
  words,
}: ColumnFacts): string | undefined {
  const present = rows - missing;
  const values = `looks like an identifier: ${distinct} values in ${present} rows`;
  const named = isKeyName(name);
  if (type === 'category' || type === 'text') {
    if (words < 3 && present >= fewRows && distinct >= 0.95 * present) return values;
    return named && distinct > fewCategories ? values : undefined;
  }
  if (type !== 'number' || !whole) return undefined;
  if (running && (named || runningName.test(name) || present >= fewRows))
    return `looks like a running number: ${distinct} values in ${present} rows`;
  if (named && distinct > 2)
    return distinct === present ? values : `is named like a key: ${distinct} values in ${present} rows`;
  return undefined;
}
