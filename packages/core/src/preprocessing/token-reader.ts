import { choice, flag } from '../options/option.ts';
import type { InputRules } from './column-config.ts';
import { cellError } from './table/cell.ts';
import { daysOf, numberText } from './table/column.ts';
import { isCell, isMissing } from './table/from-cells.ts';
import type { Table } from './table/table.ts';
import { type TokenizerName, tokenizers } from './tokenizers.ts';

/** The options that say how a text becomes tokens. */
export const tokenOptions = {
  tokens: choice(['words', 'characters', 'whitespace'], {
    default: 'words',
    meaning:
      'what the tokens of a text are: words, punctuation on its own; characters; or what lies between white space',
  }),
  lowercase: flag({ default: true, meaning: 'whether capitals are taken for small letters' }),
};

/** A column of texts or lists of tokens, and how its cells become tokens. */
export interface TokenColumn extends Pick<InputRules, 'onMissing'> {
  /** Its name. */
  readonly column: string;
  /** How a text is split; a list of tokens is taken as it is. */
  readonly tokens: TokenizerName;
  /** Whether capitals are taken for small letters. */
  readonly lowercase: boolean;
}

/**
 * Reads the tokens of cells: texts, or lists of tokens. Numbers, booleans and dates count as the texts that they are written as.
 *
 * @param table - The table.
 * @param owner - Whose it is, for error messages.
 * @param options - The column, and how its cells become tokens.
 * @returns Gives the tokens of a row; null for a missing cell, which a blank text and an empty list are as well.
 * @throws {@link DataError} when the column is not there; what is returned, when a cell is not what it must be, or missing and may not be.
 */
export function tokenReader(
  table: Table,
  owner: string,
  { column, tokens, lowercase, onMissing }: TokenColumn,
): (row: number) => readonly string[] | null {
  const cells = table.cells(column);
  const place = { owner, column, describeRow: table.describeRow };
  const normal = (text: string): string => (lowercase ? text.toLowerCase() : text).normalize('NFC');
  return (row) => {
    const cell = cells[row];
    const missing = isMissing(cell) || (Array.isArray(cell) && cell.length === 0);
    if (missing && onMissing === 'impute') return null;
    if (!missing && isTokens(cell)) return cell.map(normal);
    if (!missing && isCell(cell)) return tokenizers[tokens](normal(textOf(cell)));
    throw cellError(place, { row, received: cell, count: 1, expected: 'a text or a list of tokens' });
  };
}

function isTokens(cell: unknown): cell is readonly string[] {
  return Array.isArray(cell) && cell.every((token) => typeof token === 'string');
}

function textOf(cell: unknown): string {
  return cell instanceof Date ? numberText({ dates: true }, daysOf(cell)) : String(cell);
}

/**
 * Reads the texts of cells as they are; null for a missing or blank one. Numbers, booleans and dates count as the texts that they are written as.
 *
 * @param table - The table.
 * @param owner - Whose it is, for error messages.
 * @param options - The column, and whether cells may be missing.
 * @throws {@link DataError} when the column is not there; what is returned, when a cell is no text, or missing and may not be.
 */
export function textReader(
  table: Table,
  owner: string,
  { column, onMissing }: Pick<TokenColumn, 'column' | 'onMissing'>,
): (row: number) => string | null {
  const cells = table.cells(column);
  const place = { owner, column, describeRow: table.describeRow };
  return (row) => {
    const cell = cells[row];
    const missing = isMissing(cell);
    if (missing && onMissing === 'impute') return null;
    if (!missing && isCell(cell)) return textOf(cell);
    throw cellError(place, { row, received: cell, count: 1, expected: 'a text, which a tokenizer splits' });
  };
}
