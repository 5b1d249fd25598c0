/** A sentence of a file of tokens. */
export interface ConllSentence {
  /** The line of its first token, from 1. */
  readonly line: number;
  /** What its comments say: the text behind `# key =`. */
  readonly comments: ReadonlyMap<string, string>;
  /** The cells of each column, one for each token. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/** Numbers that are allocated at once. */
const pieceLength = 2 ** 18;

/**
 * The cells of many sentences, each different one once, and its number for each token: a file takes little more memory than it is long. A sentence makes its lists when they are asked for.
 */
export class ConllStore {
  readonly #names: readonly string[];
  readonly #codeOf = new Map<string, number>();
  readonly #cells: string[] = [];
  #piece = new Uint32Array(0);
  #used = 0;

  /**
   * @param names - The columns; one with the name '' is not kept.
   */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /**
   * A sentence.
   *
   * @param line - The line of its first token.
   * @param comments - Its comments, as they stand.
   * @param tokens - The cells of each token, one for each column.
   */
  sentence(line: number, comments: readonly string[], tokens: readonly (readonly string[])[]): ConllSentence {
    const count = tokens.length * this.#names.length;
    if (this.#used + count > this.#piece.length) {
      this.#piece = new Uint32Array(Math.max(count, pieceLength));
      this.#used = 0;
    }
    const start = this.#used;
    for (const cells of tokens) {
      cells.forEach((cell, column) => {
        this.#piece[this.#used + column] = this.#names[column] === '' ? 0 : this.#code(cell);
      });
      this.#used += cells.length;
    }
    const place = { piece: this.#piece, start, tokens: tokens.length };
    return new StoredSentence(this.#names, this.#cells, line, ownText(comments.join('\n')), place);
  }

  #code(cell: string): number {
    const known = this.#codeOf.get(cell);
    if (known !== undefined) return known;
    const own = ownText(cell);
    this.#codeOf.set(own, this.#cells.length);
    return this.#cells.push(own) - 1;
  }
}

/** Where the numbers of the cells of a sentence are: those of its first token, then those of the next. */
interface CodePlace {
  readonly piece: Uint32Array;
  readonly start: number;
  readonly tokens: number;
}

class StoredSentence implements ConllSentence {
  readonly line: number;
  readonly #names: readonly string[];
  readonly #cells: readonly string[];
  readonly #comments: string;
  readonly #place: CodePlace;

  constructor(names: readonly string[], cells: readonly string[], line: number, comments: string, place: CodePlace) {
    this.line = line;
    this.#names = names;
    this.#cells = cells;
    this.#comments = comments;
    this.#place = place;
  }

  get comments(): ReadonlyMap<string, string> {
    const comments = new Map<string, string>();
    if (this.#comments === '') return comments;
    for (const line of this.#comments.split('\n')) {
      const sign = line.search(/[=:]/);
      const key = line.slice(1, sign < 0 ? undefined : sign).trim();
      if (key !== '') comments.set(key, sign < 0 ? '' : line.slice(sign + 1).trim());
    }
    return comments;
  }

  get columns(): Readonly<Record<string, readonly string[]>> {
    const columns = this.#names.flatMap((name, index): [string, readonly string[]][] =>
      name === '' ? [] : [[name, this.#column(index)]],
    );
    return Object.fromEntries(columns);
  }

  #column(index: number): readonly string[] {
    const { piece, start, tokens } = this.#place;
    const width = this.#names.length;
    return Array.from({ length: tokens }, (_, token) => this.#cells[piece[start + token * width + index] ?? 0] ?? '');
  }
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder('utf-8', { ignoreBOM: true })];

/** A text by itself: a part of a longer text keeps all of that in memory. */
function ownText(text: string): string {
  return text === '' ? '' : decoder.decode(encoder.encode(text));
}
