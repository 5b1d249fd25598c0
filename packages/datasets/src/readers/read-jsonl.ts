import { type Table, toTable } from '@equipoise/core';

import { LineNumbers } from '../csv/line-numbers.ts';
import { jsonLines } from './json-lines.ts';

/**
 * Reads JSON lines (also called JSONL or NDJSON), an object in each line: a row, whose fields are its columns. A field that a line leaves out is a missing cell. Blank lines are left out.
 *
 * @example
 * const table = await readJsonl('reviews.jsonl');
 *
 * @param path - The file, plain or compressed with gzip.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or a line is no JSON object: names the line.
 */
export async function readJsonl(path: string): Promise<Table> {
  const [rows, lines]: [object[], LineNumbers] = [[], new LineNumbers()];
  for await (const { line, row } of jsonLines(path, 'readJsonl')) {
    lines.add(rows.length, line);
    rows.push(row);
  }
  return { ...toTable(`readJsonl: ${path}`, rows), describeRow: (row) => `line ${lines.of(row)}` };
}
