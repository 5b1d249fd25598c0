import { DataError, missingCode, type TableColumn } from '@equipoise/core';

import { Dictionary } from '../csv/dictionary.ts';
import { dateOfDays, numberAsText } from '../table/number-as-text.ts';
import type { PackedCells } from './packed-cells.ts';

const encoder = new TextEncoder();

/**
 * A column that a thread sends piece by piece: what `columnFromCells` of core makes of all its cells at once. Numbers or dates as long as all cells are; from the first other cell on texts, or
 * any values.
 */
export class PackedColumn {
  readonly #rows: number;
  #filled = 0;
  #numbers: Float64Array | undefined;
  /** Whether the numbers are dates; undefined before the first. */
  #dates: boolean | undefined;
  #codes: Uint32Array | undefined;
  readonly #levels = new Dictionary();
  #values: unknown[] | undefined;

  /**
   * @param rows - How many cells there will be.
   */
  constructor(rows: number) {
    this.#rows = rows;
  }

  /** Whether all cells are there. */
  get full(): boolean {
    return this.#filled >= this.#rows;
  }

  /**
   * Adds cells.
   *
   * @param packed - The cells.
   */
  add(packed: PackedCells): void {
    if (packed.kind === 'values' || this.#values) this.#addValues(valuesIn(packed));
    else if (packed.kind === 'texts') this.#addTexts(packed.bytes, packed.ends);
    else this.#addNumbers(packed.values, packed.kind === 'dates');
  }

  /**
   * The column, when all cells are there; cells as they came where some are no text, number or date.
   *
   * @param where - Who reads which column of which file, for error messages.
   * @throws {@link @equipoise/core!DataError} when there are more cells or fewer.
   */
  built(where: string): TableColumn | readonly unknown[] {
    if (this.#filled !== this.#rows) {
      throw new DataError(`${where} must have ${this.#rows} cells, has ${this.#filled}.`);
    }
    if (this.#values) return this.#values;
    if (this.#codes) return { kind: 'text', codes: this.#codes, levels: this.#levels.texts() };
    const values = this.#numbers ?? new Float64Array(this.#rows).fill(Number.NaN);
    return this.#dates === true ? { kind: 'number', values, dates: true } : { kind: 'number', values };
  }

  #addNumbers(values: Float64Array, dates: boolean): void {
    const known = values.some((value) => !Number.isNaN(value));
    if (!this.#codes && known && this.#dates === !dates) this.#toTexts();
    if (this.#codes) {
      for (const value of values) this.#push(Number.isNaN(value) ? null : numberAsText(value, dates));
      return;
    }
    if (known) this.#dates = dates;
    if (values.length === this.#rows) this.#numbers = values;
    else {
      this.#numbers ??= new Float64Array(this.#rows);
      this.#numbers.set(values.subarray(0, this.#rows - this.#filled), this.#filled);
    }
    this.#filled += values.length;
  }

  #addTexts(bytes: Uint8Array, ends: Uint32Array): void {
    const codes = this.#codes ?? this.#toTexts();
    let start = 0;
    for (const end of ends) {
      codes[this.#filled] = end === start ? missingCode : this.#levels.codeOf(bytes, start, end);
      this.#filled += 1;
      start = end;
    }
  }

  #addValues(values: readonly unknown[]): void {
    this.#values ??= this.#cellsSoFar();
    for (const value of values) this.#values.push(value);
    this.#filled += values.length;
  }

  #push(text: string | null): void {
    if (this.#codes) this.#codes[this.#filled] = text === null ? missingCode : this.#code(text);
    this.#filled += 1;
  }

  #code(text: string): number {
    const bytes = encoder.encode(text);
    return this.#levels.codeOf(bytes, 0, bytes.length);
  }

  #toTexts(): Uint32Array {
    const [numbers, count, dates] = [this.#numbers, this.#filled, this.#dates ?? false];
    const codes = new Uint32Array(this.#rows);
    [this.#codes, this.#numbers, this.#filled] = [codes, undefined, 0];
    for (const value of numbers?.subarray(0, count) ?? []) {
      this.#push(Number.isNaN(value) ? null : numberAsText(value, dates));
    }
    return codes;
  }

  #cellsSoFar(): unknown[] {
    const [dates, filled] = [this.#dates ?? false, this.#filled];
    if (this.#codes) {
      return Array.from(this.#codes.subarray(0, filled), (code) => this.#levels.at(code) ?? null);
    }
    return Array.from(this.#numbers?.subarray(0, filled) ?? [], (value) => cellOf(value, dates));
  }
}

function cellOf(value: number, dates: boolean): unknown {
  if (Number.isNaN(value)) return null;
  return dates ? dateOfDays(value) : value;
}

function valuesIn(packed: PackedCells): readonly unknown[] {
  if (packed.kind === 'values') return packed.values;
  if (packed.kind !== 'texts') return Array.from(packed.values, (value) => cellOf(value, packed.kind === 'dates'));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return Array.from(packed.ends, (end, index) => {
    const start = packed.ends[index - 1] ?? 0;
    return end === start ? null : decoder.decode(packed.bytes.subarray(start, end));
  });
}
