import { missingCode, type TableColumn } from '@equipoise/core';

import { byteAt } from './bytes.ts';
import { Dictionary } from './dictionary.ts';
import { Growing } from './growing.ts';
import { parseNumber } from './parse-number.ts';

/** How numbers are written. */
export interface NumberFormat {
  /** The byte between units and tenths. */
  readonly decimal: number;
  /** Makes a number without thousands separators of a cell; left out where there are none. */
  readonly ungroup?: (bytes: Uint8Array, start: number, end: number) => Uint8Array | undefined;
}

/** What a column is built with. */
export interface ColumnBuilderOptions {
  /** How numbers are written. */
  readonly format: NumberFormat;
  /** The bytes to leave out at both ends of a text. */
  readonly strip: Uint8Array;
  /** Whether the column is known to hold text. */
  readonly text: boolean;
  /** How many cells will come, as far as is known. */
  readonly expected: number;
}

/**
 * Collects the cells of one column: numbers while all of them are, else texts by a dictionary.
 *
 * Numbers are not kept as text beside their value, so a column whose first text comes after a number has lost how its numbers were written. It says so by
 * `mixed`, and the file is read once more with the column as text from the start.
 */
export class ColumnBuilder {
  /** Whether a text has come after a number. */
  mixed = false;
  readonly #format: NumberFormat;
  readonly #strip: Uint8Array;
  readonly #numbers: Growing<Float64Array>;
  readonly #codes: Growing<Uint32Array>;
  #dictionary: Dictionary | undefined;
  #present = 0;

  /**
   * @param options - What the column is built with.
   */
  constructor({ format, strip, text, expected }: ColumnBuilderOptions) {
    this.#format = format;
    this.#strip = strip;
    this.#numbers = new Growing((length) => new Float64Array(length), expected);
    this.#codes = new Growing((length) => new Uint32Array(length), expected);
    if (text) this.#dictionary = new Dictionary();
  }

  /** Whether a cell that is not missing has been seen. */
  get empty(): boolean {
    return this.#present === 0;
  }

  /** Adds a missing cell. */
  addMissing(): void {
    if (this.#dictionary) this.#codes.push(missingCode);
    else this.#numbers.push(Number.NaN);
  }

  /**
   * Adds a cell.
   *
   * @param bytes - The buffer that holds it.
   * @param start - Its first byte.
   * @param end - The byte after its last.
   */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (!this.#dictionary) {
      const value = this.#number(bytes, start, end);
      if (!Number.isNaN(value) || this.mixed) {
        this.#numbers.push(value);
        this.#present += 1;
        return;
      }
      if (this.#present > 0) {
        this.mixed = true;
        return;
      }
      this.#dictionary = new Dictionary();
      for (let rows = this.#numbers.take().length; rows > 0; rows -= 1) this.#codes.push(missingCode);
    }
    this.#addText(bytes, start, end, this.#dictionary);
  }

  /** The column; the builder is empty afterwards. */
  take(): TableColumn {
    if (!this.#dictionary) return { kind: 'number', values: this.#numbers.take() };
    return { kind: 'text', codes: this.#codes.take(), levels: this.#dictionary };
  }

  /** A text of which stripping leaves nothing is a missing cell. */
  #addText(bytes: Uint8Array, start: number, end: number, dictionary: Dictionary): void {
    let [first, last] = [start, end];
    while (first < last && this.#strip.includes(byteAt(bytes, first))) first += 1;
    while (last > first && this.#strip.includes(byteAt(bytes, last - 1))) last -= 1;
    if (first === last && start < end) {
      this.addMissing();
      return;
    }
    this.#codes.push(dictionary.codeOf(bytes, first, last));
    this.#present += 1;
  }

  #number(bytes: Uint8Array, start: number, end: number): number {
    const { decimal, ungroup } = this.#format;
    const plain = ungroup?.(bytes, start, end);
    return plain ? parseNumber(plain, 0, plain.length, decimal) : parseNumber(bytes, start, end, decimal);
  }
}
