import { DataError, listed } from '@equipoise/core';

/**
 * Makes sure that the columns of a table of another library have different names.
 *
 * @param owner - Who reads the table, for the error.
 * @param names - The names.
 * @param hint - What to do about it.
 * @throws {@link @equipoise/core!DataError} when two have one name.
 */
export function checkNamedOnce(owner: string, names: readonly string[], hint = ''): void {
  if (new Set(names).size === names.length) return;
  throw new DataError(`${owner}: must name columns once, received ${listed(names)}${hint}.`);
}
