import {
  distinctIn,
  formatHint,
  isIsoDate,
  isTruthWord,
  lengthOf,
  missingIn,
  numberOf,
  numbersOf,
  type TableColumn,
} from '@equipoise/core';

/** What the cells of a column are. */
export type ColumnType = (typeof columnTypes)[number];

/** The types of columns. */
export const columnTypes = ['number', 'boolean', 'category', 'date', 'text', 'empty'] as const;

/** What a column holds. */
export interface ColumnFacts {
  /** Its name. */
  readonly name: string;
  /** What its cells are. */
  readonly type: ColumnType;
  /** Its rows. */
  readonly rows: number;
  /** How many of its cells are missing. */
  readonly missing: number;
  /** How many different values it has. */
  readonly distinct: number;
  /** Whether all its values are whole numbers. */
  readonly whole: boolean;
  /** Whether its values, in the order of the rows, go up by 1 from each to the next. */
  readonly running: boolean;
  /** Whether its values never go down from one row to the next. */
  readonly rising: boolean;
  /** Its smallest and largest number. */
  readonly range?: readonly [least: number, most: number];
  /** Words in a text, on average. */
  readonly words: number;
  /** Whether its dates can be read as numbers: they are in ISO 8601. */
  readonly readable: boolean;
  /** How many labels its cells are lists of, and what stands between two. */
  readonly labels?: LabelLists;
  /** How its texts could be read as numbers, as a sentence's end. */
  readonly hint?: string;
}

/** Cells that are lists of labels: `Edema|Effusion`. */
export interface LabelLists {
  /** How many different labels there are. */
  readonly count: number;
  /** What stands between two. */
  readonly separator: string;
}

/** Texts that are examined at most: enough to classify a column. */
const most = 10_000;

const otherDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)?$/i;

/**
 * What a column holds.
 *
 * @param name - Its name.
 * @param column - The column.
 * @param type - What its cells are; guessed when left out.
 */
export function columnFacts(name: string, column: TableColumn, type?: ColumnType): ColumnFacts {
  const facts = guessedFacts(name, column);
  if (type === undefined || type === facts.type) return facts;
  const { hint, ...others } = facts;
  const unread = hint !== undefined && type === 'text' ? { hint } : {};
  return { ...others, ...unread, type, running: facts.running && type === 'number' };
}

function guessedFacts(name: string, column: TableColumn): ColumnFacts {
  const [rows, missing, distinct] = [lengthOf(column), missingIn(column), distinctIn(column)];
  const base = { name, rows, missing, distinct, whole: false, running: false, rising: false, words: 0, readable: true };
  if (distinct === 0) return { ...base, type: 'empty' };
  if (column.kind === 'number') {
    const facts = numberFacts(column.values);
    if (column.dates === true) return { ...base, ...facts, whole: false, running: false, type: 'date' };
    return { ...base, ...facts, running: facts.running && missing === 0, type: 'number' };
  }
  const texts = Array.from({ length: Math.min(most, column.levels.length) }, (_, code) => column.levels.at(code) ?? '');
  const facts = { ...base, ...textFacts(texts, rows - missing, distinct) };
  if (facts.type !== 'date' || !facts.readable) return facts;
  const days = numbersOf(column, { owner: 'describe', column: name, describeRow: (row) => `row ${row + 1}` });
  return { ...facts, rising: numberFacts(days).rising };
}

function numberFacts(values: Float64Array): Pick<ColumnFacts, 'whole' | 'running' | 'rising'> & {
  readonly range: readonly [number, number];
} {
  let [whole, running, rising] = [true, values.length > 1, true];
  let [least, largest, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    whole &&= Number.isInteger(value);
    running &&= Number.isNaN(last) || value === last + 1;
    rising &&= !(value < last);
    least = Math.min(least, value);
    largest = Math.max(largest, value);
    last = value;
  }
  return { whole, running: whole && running, rising, range: [least, largest] };
}

function textFacts(
  texts: readonly string[],
  present: number,
  distinct: number,
): Pick<ColumnFacts, 'type' | 'words' | 'readable' | 'labels' | 'hint'> {
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / texts.length;
  const facts = { words, readable: true };
  if (texts.every(isTruthWord)) return { ...facts, type: 'boolean' };
  if (texts.every(isIsoDate)) return { ...facts, type: 'date' };
  if (texts.every((text) => otherDate.test(text))) return { ...facts, type: 'date', readable: false };
  const codes = texts.some((text) => /^[+-]?0\d/.test(text) || /^\d{16,}$/.test(text));
  const numbers = texts.filter((text) => !Number.isNaN(numberOf(text)));
  if (!codes && numbers.length === texts.length) return { ...facts, type: 'number' };
  const hints = texts.filter((text) => formatHint(text) !== undefined);
  const [hinted = ''] = hints;
  if (hinted !== '' && hints.length + numbers.length === texts.length) {
    return { ...facts, type: 'text', hint: formatHint(hinted) ?? '' };
  }
  const others = texts.filter((text) => Number.isNaN(numberOf(text)));
  if (!codes && texts.length > 10 && others.length <= 3 && others.length < 0.1 * texts.length) {
    const shown = others.map((text) => `"${text}"`).join(', ');
    return {
      ...facts,
      type: 'text',
      hint: `if ${shown} stands for a missing cell, read the file with the option missing`,
    };
  }
  const type = isFreeText(words, distinct, present) ? 'text' : 'category';
  const labels = labelLists(texts);
  return labels ? { ...facts, type, labels } : { ...facts, type };
}

/** Whether texts are lists of labels: few short ones that come again in many lists. */
function labelLists(texts: readonly string[]): LabelLists | undefined {
  if (texts.length < 5) return undefined;
  for (const separator of ['|', ';', ',']) {
    const lists = texts.map((text) => text.split(separator).map((label) => label.trim()));
    const several = lists.filter((list) => list.length > 1).length;
    const labels = new Set(lists.flat());
    const isList =
      several >= 0.2 * texts.length && labels.size >= 3 && labels.size <= 100 && labels.size < texts.length;
    if (isList && [...labels].every((label) => label !== '' && label.length <= 40))
      return { count: labels.size, separator };
  }
  return undefined;
}

/** Sentences rather than names: several words a cell, few of them twice. */
function isFreeText(words: number, distinct: number, present: number): boolean {
  return words >= 3 && distinct > 64 && distinct > present / 3;
}
