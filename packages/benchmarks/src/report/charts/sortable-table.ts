import { escape } from '../escape.ts';
import type { Head } from '../table.ts';

/** A cell of a table that can be sorted. */
export interface SortableCell {
  /** What is shown, as HTML. */
  readonly html: string;
  /** What is sorted by; cells without a finite number stay at the end. */
  readonly value: number;
}

/** A row of a table that can be sorted. */
export interface SortableRow {
  /** What the row is of; sorted by as text. */
  readonly name: string;
  /** The cells after the name. */
  readonly cells: readonly SortableCell[];
}

/**
 * A table as HTML whose columns can be sorted by a click or a key on their heads, up and down in turn. It is complete without the script
 * {@link sortableScript}, which a page holds once; where scripts do not run, and on paper, it stays in the order of the rows.
 *
 * @param first - The head of the names' column.
 * @param heads - The columns after it.
 * @param rows - The rows.
 */
export function sortableTable(first: string, heads: readonly Head[], rows: readonly SortableRow[]): string {
  const button = (title: string, hint: string): string =>
    `<th scope="col"><button type="button">${escape(title)}</button>${hint && `<small>${escape(hint)}</small>`}</th>`;
  const head = [button(first, ''), ...heads.map(({ title, hint }) => button(title, hint))].join('');
  const body = rows.map(({ name, cells }) => {
    const texts = cells.map(
      ({ html, value }) => `<td${Number.isFinite(value) ? ` data-value="${value}"` : ''}>${html}</td>`,
    );
    return `<tr><th scope="row">${escape(name)}</th>${texts.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0"><table class="sortable">
<thead><tr>${head}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

/** How the heads of sortable tables look, beside the report's own style. Without a script they look like other heads. */
export const sortableStyle = `
.sortable button { all: unset; font-weight: 600; }
.sorts .sortable button { cursor: pointer; } .sorts .sortable button:hover { text-decoration: underline; }
.sortable button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.sorts .sortable button::after { content: ' ↕'; color: var(--soft); font-weight: normal; }
.sorts [aria-sort="ascending"] button::after { content: ' ↑'; color: inherit; } .sorts [aria-sort="descending"] button::after { content: ' ↓'; color: inherit; }
@media print { .sorts .sortable button::after { content: ''; } }
`.trim();

/** What makes sortable tables sort: for the end of a page, once. It asks nothing of the network. */
export const sortableScript = `
document.documentElement.classList.add('sorts');
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const sign = down ? -1 : 1;
    const number = (row) => Number(row.cells[column].dataset.value ?? NaN);
    const byNumber = (a, b) => Number.isNaN(number(a)) - Number.isNaN(number(b)) || sign * (number(a) - number(b)) || 0;
    const byName = (a, b) => sign * a.cells[0].textContent.localeCompare(b.cells[0].textContent, undefined, { numeric: true });
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(column === 0 ? byName : byNumber));
  }));
}
`.trim();
