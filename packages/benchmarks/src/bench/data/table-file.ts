import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { random, type Random } from '@equipoise/core';

import type { TableContent } from './table-contents.ts';

/** A column of the table that is read: numbers, or one of several texts. */
interface MadeColumn {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  /** The share of cells that are missing. */
  readonly missing: number;
  /** A cell that is not missing. */
  readonly cell: (stream: Random) => string;
}

/** What a table of 14 columns often holds: counts, amounts, measurements with all their digits, and names of a few things. */
const mixed: readonly MadeColumn[] = [
  numbers('age', 0, (stream) => String(17 + stream.integer(73))),
  numbers('income', 0.03, (stream) => (50_000 + 15_000 * stream.normal()).toFixed(2)),
  numbers('hours', 0, (stream) => String(1 + stream.integer(98))),
  numbers('temperature', 0, (stream) => String(20 + 5 * stream.normal())),
  numbers('share', 0, (stream) => stream.next().toFixed(4)),
  numbers('score', 0.03, (stream) => stream.normal().toFixed(3)),
  names('work', 9, 0.03),
  names('education', 16, 0),
  names('marital status', 7, 0),
  names('occupation', 15, 0),
  names('relationship', 6, 0),
  names('region', 40, 0.03),
  names('device', 5, 0),
];

/** Random numbers with all their digits: the table that takes most time and memory. */
const doubles: readonly MadeColumn[] = Array.from({ length: mixed.length }, (_, index) =>
  numbers(`x${index}`, 0, (stream) => String(stream.next())),
);

const tables: Readonly<Record<TableContent, readonly MadeColumn[]>> = { mixed, doubles };

/** The column that is predicted. */
export const targetColumn = 'bought';

/**
 * The columns that are inputs, and how.
 *
 * @param content - What the table holds.
 */
export function inputColumnsOf(content: TableContent): Readonly<Record<string, 'numeric' | 'categorical'>> {
  return Object.fromEntries(tables[content].map(({ name, kind }) => [name, kind]));
}

/**
 * Writes the table that is read to a temporary file: random numbers and names, the same for the same content and number of rows.
 *
 * @param table - What it holds, and how many rows.
 * @param use - Given the path of the file, which is removed afterwards.
 */
export async function withTableFile<Value>(
  { content, rows }: { readonly content: TableContent; readonly rows: number },
  use: (path: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-bench-data-'));
  try {
    const path = join(folder, 'table.csv');
    await writeTableFile(path, content, rows);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeTableFile(path: string, content: TableContent, rows: number): Promise<void> {
  const file = createWriteStream(path);
  const stream = random(0);
  const columns = tables[content];
  file.write(`${[...columns.map(({ name }) => name), targetColumn].join(',')}\n`);
  let lines: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const cells = columns.map(({ missing, cell }) => (missing > 0 && stream.next() < missing ? '' : cell(stream)));
    lines.push(`${cells.join(',')},${stream.integer(2) === 1 ? 'yes' : 'no'}\n`);
    if (lines.length < 10_000) continue;
    if (!file.write(lines.join(''))) await once(file, 'drain');
    lines = [];
  }
  file.end(lines.join(''));
  await once(file, 'close');
}

function numbers(name: string, missing: number, cell: (stream: Random) => string): MadeColumn {
  return { name, kind: 'numeric', missing, cell };
}

function names(name: string, count: number, missing: number): MadeColumn {
  return { name, kind: 'categorical', missing, cell: (stream) => `${name} ${stream.integer(count)}` };
}
