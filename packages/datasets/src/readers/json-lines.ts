import { isRecord, reasonOf, show } from '@equipoise/core';

import { lineError, type LineFile, linesOf } from './lines.ts';

/** An object in a line of JSON. */
export interface JsonLine {
  /** The number of the line, from 1. */
  readonly line: number;
  /** What it says, not yet checked. */
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * The objects of a file of JSON lines (also called JSONL or NDJSON), one after the other, so that a file may be larger than memory. Blank lines are left out.
 *
 * @example
 * for await (const { row } of jsonLines('reviews.jsonl')) console.log(row.text);
 *
 * @param path - The file, plain or compressed with gzip.
 * @param owner - Who reads, for error messages.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or a line is no JSON object: names the line.
 */
export async function* jsonLines(path: string, owner = 'jsonLines'): AsyncGenerator<JsonLine> {
  const file: LineFile = { owner, path, form: 'JSON lines' };
  for await (const { lines, first } of linesOf(file)) {
    for (const [index, text] of lines.entries()) {
      if (text.trim() !== '') yield { line: first + index, row: toRow(file, first + index, text) };
    }
  }
}

function toRow(file: LineFile, line: number, text: string): JsonLine['row'] {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch (error) {
    throw lineError(file, line, `be a JSON object: ${reasonOf(error)}`);
  }
  if (!isRecord(row) || Array.isArray(row)) throw lineError(file, line, `be a JSON object, received ${show(row)}`);
  return row;
}

/** A field of a line that must be of a type. */
export interface FieldPlace {
  /** The file. */
  readonly file: LineFile;
  /** The line. */
  readonly line: number;
  /** The name of the field. */
  readonly name: string;
}

/**
 * A field that must be a text.
 *
 * @param value - The field.
 * @param place - Where it stands.
 * @throws {@link @equipoise/core!DataError} when it is not.
 */
export function textField(value: unknown, { file, line, name }: FieldPlace): string {
  if (typeof value === 'string') return value;
  throw lineError(file, line, `have a text \`${name}\`, received ${show(value)}`);
}

/**
 * A field that must be a list of texts.
 *
 * @param value - The field.
 * @param place - Where it stands.
 * @param length - How many there must be; any number when left out.
 * @throws {@link @equipoise/core!DataError} when it is not.
 */
export function textsField(value: unknown, { file, line, name }: FieldPlace, length?: number): readonly string[] {
  const texts: unknown = value;
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) {
    if (length === undefined || texts.length === length) return texts;
    throw lineError(file, line, `have ${length} texts in \`${name}\`, received ${texts.length}`);
  }
  throw lineError(file, line, `have a list of texts \`${name}\`, received ${show(value)}`);
}
