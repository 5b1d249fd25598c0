import { DataError, InvalidOptionError, show, type Table } from '@equipoise/core';

import { readCsv } from '../csv/read-csv.ts';
import { openTextFile } from '../csv/text-file.ts';
import { namedCodes } from '../table/named-codes.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { withColumns } from '../table/with-columns.ts';

/** A column that the header of an ARFF file declares; one with values is nominal. */
interface Attribute {
  readonly name: string;
  readonly values?: readonly string[];
  readonly numeric: boolean;
}

/** The header of an ARFF file. */
interface Header {
  readonly attributes: readonly Attribute[];
  /** Lines up to and with `@data`. */
  readonly lines: number;
}

/** Bytes that a header may take. */
const longestHeader = 1 << 20;

/**
 * Reads a file of Weka's attribute-relation file format: numeric, nominal and string attributes, a row a line; `?` is a missing cell. Dates, relations, weights, rows of sparse form, and
 * values in quotes that hold commas are not read.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, or is not of the format; names the line.
 * @see https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/
 */
export async function readArff(owner: string, path: string): Promise<Table> {
  const where = `${owner}: ${path}`;
  const { attributes, lines } = await readHeader(owner, path);
  const columns = attributes.map(({ name }) => name);
  const table = await readCsv(path, {
    skipLines: lines,
    header: false,
    columns,
    delimiter: ',',
    comment: '%',
    missing: ['?'],
  }).catch((error: unknown) => {
    if (!(error instanceof InvalidOptionError)) throw error; // Of the names of the columns: all else is as it should be.
    throw new DataError(`${where}: line ${lines + 1}: must have ${columns.length} cells, one for each attribute.`);
  });
  const nominal = attributes.flatMap(({ name, values }): [string, (string | null)[]][] =>
    values ? [[name, namedCodes(where, table, name, Object.fromEntries(values.map((value) => [value, value])))]] : [],
  );
  for (const { name, numeric } of attributes) if (numeric) numbersIn(where, table, name);
  return nominal.length === 0 ? table : withColumns(where, table, Object.fromEntries(nominal));
}

async function readHeader(owner: string, path: string): Promise<Header> {
  const where = `${owner}: ${path}`;
  const lines = (await beginning(owner, path)).split(/\r\n?|\n/);
  const data = lines.findIndex((line) => /^\s*@data\s*$/i.test(line));
  if (data < 0) throw new DataError(`${where}: must have a line @data within its first ${longestHeader} bytes.`);
  const attributes = lines.slice(0, data).flatMap((line, index): Attribute[] => {
    if (/^\s*(?:%.*|@relation\b.*)?$/i.test(line)) return [];
    const attribute = attributeOf(line);
    if (attribute) return [attribute];
    const expected = '@attribute, a name and numeric, real, integer, string or {values}';
    throw new DataError(`${where}: line ${index + 1}: must be ${expected}, received ${show(line)}.`);
  });
  if (attributes.length === 0) throw new DataError(`${where}: must declare an attribute before @data.`);
  if (
    lines
      .slice(data + 1)
      .find((line) => line.trim() !== '')
      ?.trimStart()
      .startsWith('{') === true
  ) {
    throw new DataError(`${where}: has rows of sparse form, which are not read: write them with all their cells.`);
  }
  return { attributes, lines: data + 1 };
}

/** The text of the file up to its first rows. */
async function beginning(owner: string, path: string): Promise<string> {
  const file = await openTextFile({ owner, path, encoding: undefined, maxBytes: Number.POSITIVE_INFINITY });
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of file.pieces()) {
    text += decoder.decode(piece, { stream: true });
    if (text.length >= longestHeader) break;
  }
  return text;
}

function attributeOf(line: string): Attribute | undefined {
  const parts = /^\s*@attribute\s+('[^']*'|"[^"]*"|[^\s{]+)\s*(\{.*\}|\w+)\s*$/i.exec(line);
  const [, quoted = '', type = ''] = parts ?? [];
  const name = unquoted(quoted);
  if (name === '') return undefined;
  if (type.startsWith('{')) {
    const values = (type.slice(1, -1).match(/'[^']*'|"[^"]*"|[^,]+/g) ?? []).map((value) => unquoted(value.trim()));
    return values.length > 0 ? { name, values, numeric: false } : undefined;
  }
  if (/^(?:numeric|real|integer)$/i.test(type)) return { name, numeric: true };
  return /^string$/i.test(type) ? { name, numeric: false } : undefined;
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
