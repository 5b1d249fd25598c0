import { isRecord, show } from '@equipoise/core';

import { HttpError } from '../http/http-error.ts';

/**
 * The rows that a request is about.
 *
 * @param body - Its body: `{ "rows": [{ "age": 41 }] }`.
 * @param mostRows - Rows that it may have.
 * @throws {@link HttpError} 400 when it is something else, 413 when it has more rows.
 */
export function rowsOfBody(body: unknown, mostRows: number): readonly Readonly<Record<string, unknown>>[] {
  if (!isRecord(body)) throw new HttpError(400, `The body must be {"rows": […]}, received ${show(body)}.`);
  const unknown = Object.keys(body).find((key) => key !== 'rows');
  if (unknown !== undefined) throw new HttpError(400, `The body may have "rows" only, received ${show(unknown)}.`);
  const { rows } = body;
  if (!Array.isArray(rows)) throw new HttpError(400, `"rows" must be a list of rows, received ${show(rows)}.`);
  if (rows.length > mostRows) {
    throw new HttpError(413, `"rows" may have ${mostRows} rows, received ${rows.length}; ask in several requests.`);
  }
  const odd = rows.findIndex((row) => !isRecord(row));
  if (odd >= 0) {
    throw new HttpError(400, `Row ${odd + 1} must be an object of cells by column, received ${show(rows[odd])}.`);
  }
  return rows as readonly Readonly<Record<string, unknown>>[];
}
