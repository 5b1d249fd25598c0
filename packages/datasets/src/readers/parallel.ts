import { checkKnownOptions, DataError, InvalidOptionError } from '@equipoise/core';

import { allLines, lineError, type LineFile } from './lines.ts';

/** A text and its translation. */
export interface TextPair {
  /** The text. */
  readonly source: string;
  /** Its translation. */
  readonly target: string;
  /** Its line, from 1: of the file, or of the first of two files. */
  readonly line: number;
}

/** Which cells of a line `readParallelTsv` takes. */
export interface ParallelTsvOptions {
  /**
   * The cell of the text, from 0.
   *
   * @defaultValue 0
   */
  readonly source?: number;
  /**
   * The cell of the translation, from 0.
   *
   * @defaultValue 1
   */
  readonly target?: number;
}

/**
 * Reads two files of which each line of one is the translation of the same line of the other, as OPUS and WMT give them ("Moses format").
 *
 * @param source - The file of the texts, plain or compressed with gzip.
 * @param target - The file of their translations.
 * @throws {@link @equipoise/core!DataError} when a file cannot be read, or one has more lines than the other.
 */
export async function readParallelFiles(source: string, target: string): Promise<readonly TextPair[]> {
  const owner = 'readParallelFiles';
  const read = (path: string): Promise<readonly string[]> => allLines({ owner, path, form: 'a text of lines' });
  const [texts, translations] = [await read(source), await read(target)];
  if (texts.length !== translations.length) {
    throw new DataError(
      `${owner}: ${target}: must have ${texts.length} lines as ${source}, received ${translations.length}.`,
    );
  }
  return texts.map((text, index) => ({ source: text, target: translations[index] ?? '', line: index + 1 }));
}

/**
 * Reads a file with a text and its translation in each line, separated by tabs, as Tatoeba and ManyThings give them. Quotes mean nothing in it. Empty
 * lines are left out.
 *
 * @param path - The file, plain or compressed with gzip.
 * @param options - Which cells.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or a line lacks one of the two: names the line.
 * @throws {@link @equipoise/core!InvalidOptionError} when a cell is no whole number from 0.
 */
export async function readParallelTsv(path: string, options: ParallelTsvOptions = {}): Promise<readonly TextPair[]> {
  const owner = 'readParallelTsv';
  checkKnownOptions(owner, options, ['source', 'target']);
  const { source = 0, target = 1 } = options;
  for (const [name, cell] of Object.entries({ source, target })) {
    if (!(Number.isInteger(cell) && cell >= 0)) {
      throw new InvalidOptionError(owner, name, 'a whole number of at least 0', cell);
    }
  }
  const file: LineFile = { owner, path, form: 'a text of lines' };
  const lines = await allLines(file);
  return lines.flatMap((line, index): TextPair[] => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const [text = '', translation = ''] = [cells[source], cells[target]];
    if (text !== '' && translation !== '') return [{ source: text, target: translation, line: index + 1 }];
    const expected = `have a text in the cells ${source + 1} and ${target + 1}, received ${cells.length} cells`;
    throw lineError(file, index + 1, expected);
  });
}
