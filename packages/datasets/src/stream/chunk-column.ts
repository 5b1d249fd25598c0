import { type Levels, missingCode, type NumberColumn, type TableColumn, type TextColumn } from '@equipoise/core';

import { numberAsText } from '../table/number-as-text.ts';
import type { ColumnStore } from './column-store.ts';
import type { DiskList } from './disk-list.ts';
import type { StoredColumn } from './stored-table.ts';

/**
 * A column that comes chunk by chunk: what `columnFromCells` makes of all its cells at once. Numbers or dates as long as all cells are; from the first other cell on texts, and those before
 * it become texts as well.
 */
export class ChunkColumn {
  readonly #store: ColumnStore;
  readonly #levels: string[] = [];
  readonly #codeOf = new Map<string, number>();
  #numbers: DiskList<Float64Array>;
  #codes: DiskList<Uint32Array> | undefined;
  /** Whether the numbers are dates; undefined before the first. */
  #dates: boolean | undefined;

  /**
   * @param store - Where the cells go.
   */
  constructor(store: ColumnStore) {
    this.#store = store;
    this.#numbers = store.numbers();
  }

  /** How many cells there are. */
  get length(): number {
    return (this.#codes ?? this.#numbers).length;
  }

  /** The column. */
  get built(): StoredColumn {
    const levels: Levels = this.#levels;
    if (this.#codes) return { kind: 'text', codes: this.#codes, levels };
    const column = { kind: 'number', values: this.#numbers } as const;
    return this.#dates === true ? { ...column, dates: true } : column;
  }

  /**
   * Adds cells.
   *
   * @param column - The cells, as a column of their own.
   */
  add(column: TableColumn): void {
    if (column.kind === 'text') {
      this.#addTexts(this.#codes ?? this.#toTexts(), column);
      return;
    }
    const { values, dates = false } = column;
    const known = values.some((value) => !Number.isNaN(value));
    if (!this.#codes && known && this.#dates === !dates) this.#toTexts();
    if (this.#codes) {
      this.#addNumbers(this.#codes, column);
      return;
    }
    if (known) this.#dates = dates;
    for (const value of values) this.#numbers.push(value);
  }

  /**
   * Adds missing cells until there are so many.
   *
   * @param length - How many cells there are to be.
   */
  fill(length: number): void {
    const missing = this.#codes ? missingCode : Number.NaN;
    for (let row = this.length; row < length; row += 1) (this.#codes ?? this.#numbers).push(missing);
  }

  #addTexts(codes: DiskList<Uint32Array>, { codes: own, levels }: TextColumn): void {
    const known = new Int32Array(levels.length).fill(-1);
    for (const code of own) {
      if (code === missingCode) {
        codes.push(missingCode);
        continue;
      }
      if (known[code] === -1) known[code] = this.#code(levels.at(code) ?? '');
      codes.push(known[code] ?? 0);
    }
  }

  #addNumbers(codes: DiskList<Uint32Array>, { values, dates = false }: NumberColumn): void {
    for (const value of values) codes.push(Number.isNaN(value) ? missingCode : this.#code(numberAsText(value, dates)));
  }

  #code(text: string): number {
    const known = this.#codeOf.get(text);
    if (known !== undefined) return known;
    this.#codeOf.set(text, this.#levels.length);
    return this.#levels.push(text) - 1;
  }

  #toTexts(): DiskList<Uint32Array> {
    const [numbers, codes, { rows }] = [this.#numbers, this.#store.codes(), this.#store];
    const dates = this.#dates ?? false;
    for (let from = 0; from < numbers.length; from += rows) {
      const values = numbers.read(from, Math.min(numbers.length, from + rows));
      this.#addNumbers(codes, { kind: 'number', values, dates });
    }
    this.#codes = codes;
    this.#numbers.clear();
    return codes;
  }
}
