import { type Levels, missingCode } from '@equipoise/core';

import { byteAt } from './bytes.ts';
import type { CellList } from './cell-list.ts';
import type { ColumnSink } from './column-sink.ts';
import { Dictionary } from './dictionary.ts';
import { parseNumber } from './parse-number.ts';

/** How numbers are written. */
export interface NumberFormat {
  /** The byte between units and tenths. */
  readonly decimal: number;
  /** Makes a number without thousands separators of a cell; left out where there are none. */
  readonly ungroup?: (bytes: Uint8Array, start: number, end: number) => Uint8Array | undefined;
}

/** What a column is built with. */
export interface ColumnBuilderOptions<Numbers extends CellList, Codes extends CellList> {
  /** How numbers are written. */
  readonly format: NumberFormat;
  /** The bytes to leave out at both ends of a text. */
  readonly strip: Uint8Array;
  /** Whether the column is known to hold text. */
  readonly text: boolean;
  /** Where numbers go. */
  readonly numbers: Numbers;
  /** Where the numbers of texts go. */
  readonly codes: Codes;
}

/** The cells of a column: numbers, NaN where one is missing; or the numbers of texts, and the texts. */
export type BuiltColumn<Numbers, Codes> =
  | { readonly kind: 'number'; readonly values: Numbers }
  | { readonly kind: 'text'; readonly codes: Codes; readonly levels: Levels };

/**
 * Collects the cells of one column: numbers while all of them are, else texts by a dictionary.
 *
 * Numbers are not kept as text beside their value, so a column whose first text comes after a number has lost how its numbers were written. It says so by
 * `mixed`, and the file is read once more with the column as text from the start.
 */
export class ColumnBuilder<Numbers extends CellList, Codes extends CellList> implements ColumnSink {
  mixed = false;
  missing = 0;
  readonly #format: NumberFormat;
  readonly #strip: Uint8Array;
  readonly #numbers: Numbers;
  readonly #codes: Codes;
  #dictionary: Dictionary | undefined;
  #present = 0;

  /**
   * @param options - What the column is built with.
   */
  constructor({ format, strip, text, numbers, codes }: ColumnBuilderOptions<Numbers, Codes>) {
    this.#format = format;
    this.#strip = strip;
    this.#numbers = numbers;
    this.#codes = codes;
    if (text) this.#dictionary = new Dictionary();
  }

  get empty(): boolean {
    return this.#present === 0;
  }

  addMissing(): void {
    this.missing += 1;
    if (this.#dictionary) this.#codes.push(missingCode);
    else this.#numbers.push(Number.NaN);
  }

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
      for (let rows = this.#numbers.length; rows > 0; rows -= 1) this.#codes.push(missingCode);
      this.#numbers.clear();
    }
    this.#addText(bytes, start, end, this.#dictionary);
  }

  /** The cells. */
  get built(): BuiltColumn<Numbers, Codes> {
    if (!this.#dictionary) return { kind: 'number', values: this.#numbers };
    return { kind: 'text', codes: this.#codes, levels: this.#dictionary };
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
