import { escape } from './escape.ts';

/** The head of a column. */
export interface Head {
  /** What the column is of. */
  readonly title: string;
  /** How to read it. */
  readonly hint: string;
}

/** A row of a table. */
export interface Row {
  /** What the row is of. */
  readonly name: string;
  /** The cells after the name, as HTML. */
  readonly cells: readonly string[];
}

/**
 * A table as HTML that scrolls by itself where it is wider than the page.
 *
 * @param heads - The columns after the first, which holds the names.
 * @param rows - The rows; that of `single-task` is marked as the baseline.
 */
export function table(heads: readonly Head[], rows: readonly Row[]): string {
  const head = heads
    .map(({ title, hint }) => `<th scope="col">${escape(title)}<small>${escape(hint)}</small></th>`)
    .join('');
  const body = rows.map(
    ({ name, cells }) =>
      `<tr${name === 'single-task' ? ' class="baseline"' : ''}><th scope="row">${escape(name)}</th>${cells.join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0"><table>
<thead><tr><td></td>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}
