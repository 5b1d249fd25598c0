import { cellError, type Table } from '@equipoise/core';

/** Whose tags are checked. */
export interface TaggedColumn {
  /** Who asks, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The column of the tokens. */
  readonly tokens: string;
  /** The column of the tags. */
  readonly tags: string;
}

/**
 * Makes sure that each row with tags has one for each of its tokens.
 *
 * @param column - The table and its columns.
 * @throws {@link @equipoise/core!DataError} when a row with tags has a text in place of tokens, or more or fewer tags than tokens; names the row.
 */
export function checkTags({ owner, table, tokens, tags }: TaggedColumn): void {
  const cells = table.cells(tokens);
  const place = { owner, column: tags, describeRow: table.describeRow };
  Array.from(table.cells(tags)).forEach((cell, row) => {
    const words = cells[row];
    if (cell === null || cell === undefined) return;
    if (!Array.isArray(words)) {
      const expected = 'a list of tokens, as the row has tags';
      throw cellError({ ...place, column: tokens }, { row, received: words, count: 1, expected });
    }
    if (Array.isArray(cell) && cell.length !== words.length) {
      const expected = `a list of ${words.length} tags, one for each token`;
      throw cellError(place, { row, received: cell, count: 1, expected });
    }
  });
}
