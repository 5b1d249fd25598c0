/** How each character that LaTeX would read as a command is written. */
const characters: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\char34{}', // `\textquotedbl` asks for the encoding T1, and babel makes the letter a command.
  '[': '{[}', // After the end of a row it would be taken for a height,
  '*': '{*}', // and this for a row that may not end a page.
  '−': '$-$',
  '±': '$\\pm$',
  Δ: '$\\Delta$',
  '²': '$^2$',
  '–': '--',
  '→': '$\\rightarrow$',
};

/**
 * Text as LaTeX shows it, letter by letter, in text mode. Line breaks become spaces.
 *
 * @param text - The text.
 */
export function latexEscape(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
  return line.replace(/[\\{}[*$&#_%~^<>|"−±Δ²–→]/gu, (character) => characters[character] ?? character);
}

/** A table as LaTeX. */
export interface LatexTable {
  /** The names of the columns. */
  readonly head: readonly string[];
  /** The cells, row by row: texts on the left, numbers on the right; a number that is not finite is a dash. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** The columns in LaTeX's letters, such as `lrr`; by what the cells are when left out. */
  readonly columns?: string;
  /** How many decimals numbers have; as many as they need when left out. */
  readonly decimals?: number;
  /** What stands below it; none when left out. */
  readonly caption?: string;
  /** What the paper refers to it by, as `tab:results`; none when left out. */
  readonly label?: string;
}

/**
 * A table for a paper: a `tabular` with the rules of the package `booktabs`, in a `table` where it has a caption or a label. Every text is escaped.
 *
 * @param table - The table.
 */
export function latexText({ head, rows, columns, decimals, caption, label }: LatexTable): string {
  const inferred = head.map((_, column) =>
    rows.length > 0 && rows.every((row) => typeof row[column] === 'number') ? 'r' : 'l',
  );
  const line = (cells: readonly string[]): string => `${cells.join(' & ')} \\\\`;
  const cell = (value: string | number): string =>
    typeof value === 'string' ? latexEscape(value) : numberText(value, decimals);
  const tabular = [
    `\\begin{tabular}{${columns ?? inferred.join('')}}`,
    '\\toprule',
    line(head.map(latexEscape)),
    '\\midrule',
    ...rows.map((row) => line(row.map(cell))),
    '\\bottomrule',
    '\\end{tabular}',
  ];
  if (caption === undefined && label === undefined) return `${tabular.join('\n')}\n`;
  const words = [
    ...(caption === undefined ? [] : [`\\caption{${latexEscape(caption)}}`]),
    ...(label === undefined ? [] : [`\\label{${label.replace(/[^\w:.-]/gu, '-')}}`]),
  ];
  return `${['\\begin{table}', '\\centering', ...tabular, ...words, '\\end{table}'].join('\n')}\n`;
}

/** A number, with a minus that is one. */
function numberText(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return '--';
  const text = decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `$-$${text}` : text;
}
