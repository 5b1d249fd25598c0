import {
  distinctIn,
  formatHint,
  isIsoDate,
  isTruthWord,
  lengthOf,
  missingIn,
  numberOf,
  type TableColumn,
} from '@equipoise/core';

/** What the cells of a column are. */
export type ColumnType = 'number' | 'boolean' | 'category' | 'date' | 'text' | 'empty';

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
  /** Words in a text, on average. */
  readonly words: number;
  /** Whether its dates can be read as numbers: they are in ISO 8601. */
  readonly readable: boolean;
  /** How its texts could be read as numbers, as a sentence's end. */
  readonly hint?: string;
}

/** Texts that are examined at most: enough to classify a column. */
const most = 10_000;

const otherDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?)?$/i;

/**
 * What a column holds.
 *
 * @param name - Its name.
 * @param column - The column.
 */
export function columnFacts(name: string, column: TableColumn): ColumnFacts {
  const [rows, missing, distinct] = [lengthOf(column), missingIn(column), distinctIn(column)];
  const base = { name, rows, missing, distinct, whole: false, running: false, words: 0, readable: true };
  if (distinct === 0) return { ...base, type: 'empty' };
  if (column.kind === 'number') {
    if (column.dates === true) return { ...base, type: 'date' };
    const whole = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
    return { ...base, type: 'number', whole, running: whole && missing === 0 && isRunning(column.values) };
  }
  const texts = Array.from({ length: Math.min(most, column.levels.length) }, (_, code) => column.levels.at(code) ?? '');
  return { ...base, ...textFacts(texts, rows - missing, distinct) };
}

function textFacts(
  texts: readonly string[],
  present: number,
  distinct: number,
): Pick<ColumnFacts, 'type' | 'words' | 'readable'> & { readonly hint?: string } {
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
  return { ...facts, type: isFreeText(words, distinct, present) ? 'text' : 'category' };
}

/** Sentences rather than names: several words a cell, few of them twice. */
function isFreeText(words: number, distinct: number, present: number): boolean {
  return words >= 3 && distinct > 64 && distinct > present / 3;
}

function isRunning(values: Float64Array): boolean {
  return values.length > 1 && values.every((value, row) => row === 0 || value === (values[row - 1] ?? 0) + 1);
}
