import { createHash, type Hash } from 'node:crypto';

import type { Table, TableColumn } from '@equipoise/datasets';

/**
 * A hash of the names of a table's columns and of every cell: another content has another digest.
 *
 * @param table - The table.
 */
export function tableDigest(table: Table): string {
  const hash = createHash('sha256').update(JSON.stringify([table.columns, table.rows]));
  for (const name of table.columns) addColumn(hash, table.column(name));
  return hash.digest('hex');
}

function addColumn(hash: Hash, column: TableColumn): void {
  hash.update(column.kind);
  if (column.kind === 'number') {
    hash.update(column.values);
    return;
  }
  hash.update(column.codes);
  for (let code = 0; code < column.levels.length; code += 1) hash.update(`${JSON.stringify(column.levels.at(code))}\n`);
}
