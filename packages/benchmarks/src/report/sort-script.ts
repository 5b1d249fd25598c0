/** How the heads of tables look, beside the report's own style. Without a script they look like other heads. */
export const sortStyle = `
.sortable button { all: unset; font-weight: 600; }
.sorts .sortable button { cursor: pointer; } .sorts .sortable button:hover { text-decoration: underline; }
.sortable button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.sorts .sortable button::after { content: ' ↕'; color: var(--soft); font-weight: normal; }
.sorts [aria-sort="ascending"] button::after { content: ' ↑'; color: inherit; } .sorts [aria-sort="descending"] button::after { content: ' ↓'; color: inherit; }
@media print { .sorts .sortable button::after { content: ''; } }
`.trim();

/** What makes tables sort: for the end of a page, once. It asks nothing of the network. */
export const sortScript = `
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
