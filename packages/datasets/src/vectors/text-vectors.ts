import { DataError, show } from '@equipoise/core';

import { lineError, type LineFile, linesOf } from '../readers/lines.ts';
import { type FoundVectors, VectorRows } from './vector-rows.ts';

/** A first line that says how many words and numbers follow, as word2vec and fastText write it. */
const header = /^\d+ (\d+) *$/;

/**
 * Reads vectors in text: a word and its numbers in each line, separated by blanks. The length of the first vector is that of all; words may hold blanks, as a
 * few of GloVe's do.
 *
 * @param file - The file.
 * @param tokens - The tokens whose vectors are kept.
 * @throws {@link @equipoise/core!DataError} when a line has too few numbers, or something else in their place: names the line.
 */
export async function readTextVectors(file: LineFile, tokens: readonly string[]): Promise<FoundVectors> {
  let rows: VectorRows | undefined;
  let width = 0;
  const begin = (line: string): boolean => {
    const said = header.exec(line)?.[1];
    width = said === undefined ? line.trimEnd().split(' ').length - 1 : Number(said);
    if (width < 1) throw lineError(file, 1, `be a word and its vector, received ${show(line.slice(0, 40))}`);
    rows = new VectorRows(tokens, width);
    return said !== undefined;
  };
  for await (const { lines, first } of linesOf(file)) {
    for (const [index, line] of lines.entries()) {
      if (!rows && begin(line)) continue;
      const number = first + index;
      if (rows && line !== '') readLine({ file, number, line, width }, rows);
    }
  }
  if (!rows) throw new DataError(`${file.owner}: ${file.path}: must have a vector, has none.`);
  return rows.end();
}

interface VectorLine {
  readonly file: LineFile;
  readonly number: number;
  readonly line: string;
  readonly width: number;
}

function readLine({ file, number, line, width }: VectorLine, rows: VectorRows): void {
  const end = line.trimEnd();
  const at = placeOfVector(end, width);
  if (at <= 0) throw lineError(file, number, `be a word and ${width} numbers, received ${show(line.slice(0, 40))}`);
  const row = rows.take(end.slice(0, at));
  if (!row) return;
  end
    .slice(at + 1)
    .split(' ')
    .forEach((cell, index) => {
      const value = cell === '' ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) throw lineError(file, number, `have a number in each cell, received ${show(cell)}`);
      row[index] = value;
    });
}

/** Where the blank before the last so many cells is; −1 when there are fewer. */
function placeOfVector(line: string, width: number): number {
  let at = line.length;
  for (let cell = 0; cell < width && at > 0; cell += 1) at = line.lastIndexOf(' ', at - 1);
  return at;
}
