import type { CellList } from '../csv/cell-list.ts';
import { bytesOf, type ScratchFile } from './scratch-file.ts';

/** A list of numbers in a file, written by pieces while it grows. */
export class DiskList<List extends Float64Array | Uint32Array> implements CellList {
  readonly #file: ScratchFile;
  readonly #make: (length: number) => List;
  readonly #rows: number;
  readonly #written: number[] = [];
  #piece: List;
  #used = 0;

  /**
   * @param file - The file.
   * @param rows - Numbers in a piece.
   * @param make - Makes a list of so many numbers.
   */
  constructor(file: ScratchFile, rows: number, make: (length: number) => List) {
    this.#file = file;
    this.#rows = rows;
    this.#make = make;
    this.#piece = make(0);
  }

  get length(): number {
    return this.#written.length * this.#rows + this.#used;
  }

  push(value: number): void {
    if (this.#piece.length === 0) this.#piece = this.#make(this.#rows);
    this.#piece[this.#used] = value;
    this.#used += 1;
    if (this.#used < this.#rows) return;
    this.#written.push(this.#file.append(bytesOf(this.#piece)));
    this.#used = 0;
  }

  clear(): void {
    this.#written.length = 0;
    this.#piece = this.#make(0);
    this.#used = 0;
  }

  /**
   * Some of the numbers, in a new list.
   *
   * @param from - The first.
   * @param to - The one after the last.
   */
  read(from: number, to: number): List {
    const list = this.#make(to - from);
    const rows = this.#rows;
    for (let at = from; at < to;) {
      const [piece, start] = [Math.floor(at / rows), at % rows];
      const end = Math.min(rows, start + to - at);
      const part = list.subarray(at - from, at - from + end - start);
      const written = this.#written[piece];
      if (written === undefined) part.set(this.#piece.subarray(start, end));
      else this.#file.read(bytesOf(part), written + start * list.BYTES_PER_ELEMENT);
      at += end - start;
    }
    return list;
  }
}
