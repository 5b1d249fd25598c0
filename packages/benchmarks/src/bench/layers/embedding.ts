import { cast, gather } from '@tensorflow/tfjs-core';

import { normal } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * A row of a table for each token.
 *
 * @param rows - How many tokens there are.
 * @param width - Numbers in a row.
 */
export function embedding(rows: number, width: number): Part {
  return { parameters: [normal([rows, width])], apply: (tokens, table) => gather(table, cast(tokens, 'int32')) };
}
