import { checkKnownOptions, DataError, InvalidOptionError } from '@equipoise/core';

import { type ConllSentence, ConllStore } from './conll-store.ts';
import { lineError, type LineFile, linesOf } from './lines.ts';

/** The columns of CoNLL-U, the format of Universal Dependencies. */
export const conlluColumns = [
  'id',
  'form',
  'lemma',
  'upos',
  'xpos',
  'feats',
  'head',
  'deprel',
  'deps',
  'misc',
] as const;

/** What `readConll` can be told. */
export interface ConllOptions {
  /**
   * The names of the columns, in order. One that is called `id` counts the tokens of a sentence from 1; lines of several words (`1-2`) and of words
   * that are not there (`1.1`) are left out then. One with the name '' is not kept.
   *
   * @defaultValue those of CoNLL-U: {@link conlluColumns}
   */
  readonly columns?: readonly string[];
  /**
   * What separates cells: a tab, or any number of blanks, as in the files of CoNLL 2003.
   *
   * @defaultValue 'tab'
   */
  readonly separator?: 'tab' | 'blank';
}

const owner = 'readConll';

/**
 * Reads a file with a token in each line and an empty line after each sentence: CoNLL-U, IOB2, CoNLL 2003 and others of that form.
 *
 * @example
 * await readConll('en_ewt-ud-dev.conllu');
 * await readConll('en_ewt-ud-dev.iob2', { columns: ['id', 'form', 'tag', '', ''] });
 * await readConll('eng.testb', { columns: ['form', 'pos', 'chunk', 'tag'], separator: 'blank' });
 *
 * @param path - The file, plain or compressed with gzip.
 * @param options - Its columns.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, or a line has more or fewer cells than there are columns, or an id that does not
 *   count on: names the line.
 * @throws {@link @equipoise/core!InvalidOptionError} when two columns have one name.
 * @see https://universaldependencies.org/format.html
 */
export async function readConll(path: string, options: ConllOptions = {}): Promise<readonly ConllSentence[]> {
  checkKnownOptions(owner, options, ['columns', 'separator']);
  const { columns = conlluColumns, separator = 'tab' } = options;
  const named = columns.filter((name) => name !== '');
  if (named.length === 0 || new Set(named).size < named.length) {
    throw new InvalidOptionError(owner, 'columns', 'a list of different names', columns);
  }
  const file: LineFile = { owner, path, form: 'a file of a token a line' };
  const reader = new SentenceReader(file, columns, separator === 'tab' ? '\t' : /[ \t]+/);
  for await (const { lines, first } of linesOf(file)) {
    lines.forEach((line, index) => {
      reader.take(line, first + index);
    });
  }
  const sentences = reader.end();
  if (sentences.length === 0) throw new DataError(`${owner}: ${path}: must have a token, has none.`);
  return sentences;
}

class SentenceReader {
  readonly #file: LineFile;
  readonly #columns: readonly string[];
  readonly #separator: string | RegExp;
  readonly #id: number;
  readonly #sentences: ConllSentence[] = [];
  readonly #store: ConllStore;
  #tokens: (readonly string[])[] = [];
  #comments: string[] = [];
  #start = 0;

  constructor(file: LineFile, columns: readonly string[], separator: string | RegExp) {
    this.#file = file;
    this.#columns = columns;
    this.#store = new ConllStore(columns);
    this.#separator = separator;
    this.#id = columns.indexOf('id');
  }

  take(line: string, number: number): void {
    if (line.trim() === '') {
      this.#close();
      return;
    }
    const cells = (typeof this.#separator === 'string' ? line : line.trim()).split(this.#separator);
    const expected = this.#columns.length;
    if (cells.length !== expected) {
      if (line.startsWith('#')) this.#comments.push(line);
      else throw lineError(this.#file, number, `have ${expected} cells, received ${cells.length}`);
      return;
    }
    if (cells[0] === '-DOCSTART-') return;
    if (this.#id >= 0 && !this.#counts(cells[this.#id] ?? '', number)) return;
    if (this.#tokens.length === 0) this.#start = number;
    this.#tokens.push(cells);
  }

  end(): readonly ConllSentence[] {
    this.#close();
    return this.#sentences;
  }

  /** Whether a line is the next token; if not, it is one of several words or of a word that is not there. */
  #counts(id: string, number: number): boolean {
    if (/^\d+[-.]\d+$/.test(id)) return false;
    const next = this.#tokens.length + 1;
    if (id === String(next)) return true;
    throw lineError(this.#file, number, `be the token ${next} of its sentence, received "${id.slice(0, 20)}"`);
  }

  #close(): void {
    if (this.#tokens.length > 0) {
      this.#sentences.push(this.#store.sentence(this.#start, this.#comments, this.#tokens));
    }
    this.#tokens = [];
    this.#comments = [];
  }
}
