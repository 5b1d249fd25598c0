import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { type FoundVectors, VectorRows } from './vector-rows.ts';

const [newline, space] = [0x0a, 0x20];
const pieceSize = 1 << 20;
/** Bytes of a word or of the first line: a longer one is none. */
const longest = 1 << 16;
/** How a model of fastText begins, which has the same ending. */
const fastText = 793_712_314;

/**
 * Reads vectors in word2vec's binary form: a line with the number of words and the length of a vector; then for each word its text, a blank, the numbers as
 * float32, little-endian, and a newline, which may be left out.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @param tokens - The tokens whose vectors are kept.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is not of the form, or ends too early: names the word, from 1.
 * @see https://code.google.com/archive/p/word2vec
 */
export async function readBinaryVectors(owner: string, path: string, tokens: readonly string[]): Promise<FoundVectors> {
  const { open } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const file = await open(path).catch((error: unknown) => {
    throw new DataError(`${owner}: cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  });
  try {
    const bytes = new ByteReader((buffer) => file.read(buffer).then(({ bytesRead }) => bytesRead));
    return await readWords(`${owner}: ${path}`, bytes, tokens);
  } finally {
    await file.close();
  }
}

async function readWords(where: string, bytes: ByteReader, tokens: readonly string[]): Promise<FoundVectors> {
  const start = await bytes.peek(4);
  if (start && new DataView(start.buffer, start.byteOffset).getInt32(0, true) === fastText) {
    throw new DataError(`${where}: is a model of fastText, not vectors: give its .vec file.`);
  }
  const [, count, width] = /^(\d+) (\d+)\s*$/.exec((await bytes.until(newline)) ?? '')?.map(Number) ?? [];
  if (!count || !width || width > longest) {
    throw new DataError(
      `${where}: must begin with the number of words and the length of a vector, as word2vec writes.`,
    );
  }
  const rows = new VectorRows(tokens, width);
  for (let word = 1; word <= count; word += 1) {
    const text = await bytes.until(space);
    const vector = text === undefined ? undefined : await bytes.take(4 * width);
    if (text === undefined || !vector) {
      throw new DataError(`${where}: must have ${count} words, ends or is damaged at word ${word}.`);
    }
    const row = rows.take(text.replace(/^\n/, ''));
    if (!row) continue;
    const view = new DataView(vector.buffer, vector.byteOffset, vector.byteLength);
    for (let index = 0; index < width; index += 1) row[index] = view.getFloat32(4 * index, true);
    if (!row.every(Number.isFinite)) throw new DataError(`${where}: word ${word}: must have finite numbers.`);
  }
  return rows.end();
}

/** Bytes of a file, asked for piece by piece. */
class ByteReader {
  readonly #read: (buffer: Uint8Array) => Promise<number>;
  #held = new Uint8Array(0);

  constructor(read: (buffer: Uint8Array) => Promise<number>) {
    this.#read = read;
  }

  /** The next bytes, which stay; undefined when there are fewer. */
  async peek(length: number): Promise<Uint8Array | undefined> {
    while (this.#held.length < length) {
      const piece = new Uint8Array(Math.max(pieceSize, length));
      const count = await this.#read(piece);
      if (count === 0) return undefined;
      const joined = new Uint8Array(this.#held.length + count);
      joined.set(this.#held);
      joined.set(piece.subarray(0, count), this.#held.length);
      this.#held = joined;
    }
    return this.#held.subarray(0, length);
  }

  /** The next bytes; undefined when there are fewer. */
  async take(length: number): Promise<Uint8Array | undefined> {
    const bytes = await this.peek(length);
    if (bytes) this.#held = this.#held.subarray(length);
    return bytes;
  }

  /** The text before the next byte of a value, which is left out; undefined when none comes. */
  async until(value: number): Promise<string | undefined> {
    let at = this.#held.indexOf(value);
    while (at < 0 && this.#held.length < longest) {
      const longer = await this.peek(this.#held.length + 1);
      if (!longer) return undefined;
      at = this.#held.indexOf(value);
    }
    if (at < 0 || at >= longest) return undefined;
    const text = new TextDecoder().decode(this.#held.subarray(0, at));
    this.#held = this.#held.subarray(at + 1);
    return text;
  }
}
