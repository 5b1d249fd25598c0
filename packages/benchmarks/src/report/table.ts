import { escape } from './escape.ts';

/** The head of a column. */
export interface Head {
  /** What the column is of. */
  readonly title: string;
  /** How to read it. */
  readonly hint: string;
}

/** A cell of a table. */
export interface Cell {
  /** What is shown, as HTML. */
  readonly html: string;
  /** What the column is sorted by; cells without a finite number stay at the end. */
  readonly value: number;
  /** A class of the style: a verdict. */
  readonly look?: string;
}

/** A row of a table. */
export interface Row {
  /** What the row is of; sorted by as text. */
  readonly name: string;
  /** The cells after the name. */
  readonly cells: readonly Cell[];
}

/** A cell that says nothing. */
export const emptyCell: Cell = { html: '', value: Number.NaN };

/**
 * A cell of a number.
 *
 * @param value - The number.
 * @param text - The number as text.
 */
export function numberCell(value: number | null, text: string): Cell {
  return { html: escape(text), value: value ?? Number.NaN };
}

/** A table. */
export interface Table {
  /** What it is of, for people who do not see what stands around it. */
  readonly label: string;
  /** The head of the names' column. */
  readonly first: string;
  /** The columns after it. */
  readonly heads: readonly Head[];
  /** The rows; that of `single-task` is marked as the baseline. */
  readonly rows: readonly Row[];
}

/**
 * A table as HTML that scrolls by itself where it is wider than the page. Its columns are sorted by a click or a key on their heads, up and down in
 * turn. It is complete without the script {@link sortScript}, which a page holds once; where scripts do not run it stays in the order of the
 * rows.
 *
 * @param table - The table.
 */
export function tableHtml({ label, first, heads, rows }: Table): string {
  const head = [{ title: first, hint: '' }, ...heads].map(
    ({ title, hint }) =>
      `<th scope="col"><button type="button">${escape(title)}</button>${hint && `<small>${escape(hint)}</small>`}</th>`,
  );
  const body = rows.map(({ name, cells }) => {
    const baseline = name === 'single-task' ? ' class="baseline"' : '';
    return `<tr${baseline}><th scope="row">${escape(name)}</th>${cells.map(cellHtml).join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(label)}"><table class="sortable">
<thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

function cellHtml({ html, value, look }: Cell): string {
  const sortedBy = Number.isFinite(value) ? ` data-value="${value}"` : '';
  return `<td${sortedBy}${look === undefined ? '' : ` class="${look}"`}>${html}</td>`;
}
