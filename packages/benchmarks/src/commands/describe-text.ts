import { oneLine } from '@equipoise/core';
import type { ColumnDescription, ColumnType, InputKind, TableDescription } from '@equipoise/datasets';

import type { Screen } from '../terminal/screen.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { wrap } from '../terminal/wrap.ts';
import { counted, grouped, share } from './describe-counts.ts';
import { findings } from './describe-findings.ts';

/** What `equipoise describe` says of a file. */
export interface DescribedFile extends TableDescription {
  /** The file, as it was named. */
  readonly file: string;
  /** What it is. */
  readonly format: string;
  /** How the characters of a CSV file are written. */
  readonly encoding?: string;
  /** What stands between two cells of a CSV file. */
  readonly delimiter?: string;
}

/** How a description is printed. */
export interface DescribeTextOptions {
  /** Where. */
  readonly screen: Screen;
  /** Whether the user named the targets. */
  readonly named: boolean;
  /** Whether the user said what cells are, or what columns are good for: the command that comes next must then name the inputs. */
  readonly told: boolean;
  /** How the file is read, as words of a command line. */
  readonly flags: readonly string[];
}

const longestName = 32;

/**
 * What a file holds, as a person reads it.
 *
 * @param described - What it holds.
 * @param options - How it is printed.
 */
export function describeText(described: DescribedFile, { screen, named, told, flags }: DescribeTextOptions): string {
  const { file, rows, columns } = described;
  const head = `${screen.paint('bold', oneLine(file))}: ${sizeText(described)}`;
  const found = findings(described, named).map(({ title, sentences }) => {
    const items = sentences.map((text) => `  - ${wrap(text, { width: screen.width, indent: 4 }).trimStart()}`);
    return `${screen.paint('bold', title)}\n${items.join('\n')}`;
  });
  const blocks = [head, columnLines(columns, rows, screen), ...found];
  return [...blocks, `${screen.paint('bold', 'Next')}\n  ${nextCommand(described, told, flags)}`].join('\n\n');
}

/**
 * How much a file holds, and how it is written.
 *
 * @param described - What it holds.
 */
export function sizeText({ format, encoding, delimiter = '', rows, columns }: DescribedFile): string {
  const separator = delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
  const written = encoding === undefined ? format : `${encoding}, separated by ${separator}`;
  return `${counted(rows, 'row')}, ${counted(columns.length, 'column')}, ${written}`;
}

/** A line for each column, as a table whose last column is broken into lines. */
function columnLines(columns: readonly ColumnDescription[], rows: number, screen: Screen): string {
  const cells = columns.map(({ name, type, missing, distinct, role, reason }) => ({
    fixed: [
      name === '' ? '(no name)' : oneLine(name, longestName),
      type,
      share(missing, rows),
      grouped(distinct),
      role,
    ],
    reason,
    style: role === 'target' ? ('green' as const) : role === 'input' ? undefined : ('dim' as const),
  }));
  const titles = ['column', 'type', 'missing', 'distinct', 'role'];
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...cells.map(({ fixed }) => fixed[index]?.length ?? 0)),
  );
  const indent = widths.reduce((sum, width) => sum + width + 2, 0);
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) =>
        index === 2 || index === 3 ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
      )
      .join('  ');
  const narrow = screen.width - indent < 24;
  const body = cells.map(({ fixed, reason, style }) => {
    const why = oneLine(reason, 400);
    const text = narrow
      ? `${line(fixed).trimEnd()}\n${wrap(why, { width: screen.width, indent: 4 })}`
      : `${line(fixed)}  ${wrap(why, { width: screen.width, indent }).trimStart()}`;
    return style === undefined
      ? text
      : text
          .split('\n')
          .map((part) => screen.paint(style, part))
          .join('\n');
  });
  return [screen.paint('bold', narrow ? line(titles) : `${line(titles)}  why`), ...body].join('\n');
}

/**
 * What to do next: read the file without a header line where there seems to be none, name targets, or compare.
 *
 * @param described - What the file holds.
 * @param told - Whether the user said what cells are, or what columns are good for.
 * @param flags - How the file is read, as words of a command line.
 */
export function nextCommand(
  { file, columns, targets, warnings }: DescribedFile,
  told: boolean,
  flags: readonly string[],
): string {
  const read = [file, ...flags].map(shellWord).join(' ');
  if (warnings.some((warning) => warning.includes('--no-header'))) return `equipoise describe ${read} --no-header`;
  if (targets.length === 0) return `equipoise describe ${read} --targets COLUMN,COLUMN`;
  const list = targets.map(({ name, kind }) => `${name}:${kind}`).join(',');
  const inputs = columns.filter(({ role }) => role === 'input').map(({ name, type }) => `${name}:${inputKind(type)}`);
  const named = told ? ` --inputs ${shellWord(inputs.join(','))}` : '';
  return `equipoise compare --table ${read} --targets ${shellWord(list)}${named}`;
}

function inputKind(type: ColumnType): InputKind {
  if (type === 'number') return 'numeric';
  return type === 'date' || type === 'text' ? type : 'categorical';
}
