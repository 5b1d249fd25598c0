import { stripVTControlCharacters } from 'node:util';

/** A table of text; the first column names the row. */
export interface Table {
  /** The head of each column. */
  readonly head: readonly string[];
  /** The rows, as wide as the head. */
  readonly rows: readonly (readonly string[])[];
  /**
   * The columns that hold text, from 0.
   *
   * @defaultValue the first
   */
  readonly text?: readonly number[];
}

/**
 * Lays a table out in lines of at most `width` characters. Columns that do not fit go below, under their heads, with the
 * first column repeated; text is aligned to the left, what else there is to the right. Colour codes take no width.
 *
 * @param table - The table.
 * @param width - Characters in a line.
 */
export function renderTable(table: Table, width = 100): string {
  const { head, rows, text = [0] } = table;
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => visibleLength(line[column] ?? ''))));
  const blocks = columnBlocks(widths, width).map((columns) => {
    const written = lines.map((line) =>
      columns
        .map((column) => {
          const cell = line[column] ?? '';
          const space = ' '.repeat((widths[column] ?? 0) - visibleLength(cell));
          return text.includes(column) ? cell + space : space + cell;
        })
        .join('  ')
        .trimEnd(),
    );
    return written.join('\n');
  });
  return blocks.join('\n\n');
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Which columns stand beside each other: the first, and as many of the others as fit. */
function columnBlocks(widths: readonly number[], limit: number): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  widths.slice(1).forEach((width, index) => {
    if (used + 2 + width > limit) {
      blocks.push([0]);
      used = widths[0] ?? 0;
    }
    blocks.at(-1)?.push(index + 1);
    used += 2 + width;
  });
  return blocks.length > 0 ? blocks : [[0]];
}
