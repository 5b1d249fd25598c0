import { cast, gather } from '@tensorflow/tfjs-core';

import { normal } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * A row of a table for each symbol.
 *
 * @param rows - How many symbols there are.
 * @param width - Numbers in a row.
 */
export function embedding(rows: number, width: number): Part {
  return { parameters: [normal([rows, width])], apply: (symbols, table) => gather(table, cast(symbols, 'int32')) };
}
