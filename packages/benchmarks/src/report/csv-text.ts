/**
 * A table for other programs (RFC 4180). A text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` at its beginning) has an
 * apostrophe before it; a number that is not finite is an empty cell.
 *
 * @param head - The names of the columns.
 * @param rows - The cells, row by row.
 */
export function csvText(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value; // A spreadsheet would take it for a formula.
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
