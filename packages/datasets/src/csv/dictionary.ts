import type { Levels } from '@equipoise/core';

import { byteAt, textOf } from './bytes.ts';

/**
 * Numbers the different texts of a column in the order of their first appearance. Texts are kept as UTF-8 bytes one after the other, found again by a hash
 * table with linear probing, and decoded when they are asked for: a column of a million names is no million strings.
 */
export class Dictionary implements Levels {
  #bytes = new Uint8Array(256);
  #offsets = new Uint32Array(17);
  #hashes = new Uint32Array(16);
  #slots = new Int32Array(64).fill(-1);
  #count = 0;

  /** How many different texts there are. */
  get length(): number {
    return this.#count;
  }

  /**
   * The number of a text; a new one when it has not been there before.
   *
   * @param bytes - The buffer that holds it.
   * @param start - Its first byte.
   * @param end - The byte after its last.
   */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5; // FNV-1a, with a last mix as the low bits choose the slot.
    for (let index = start; index < end; index += 1) hash = Math.imul(hash ^ byteAt(bytes, index), 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = this.#slots[slot] ?? 0;
      if (code < 0) return this.#add(bytes, start, end, hash, slot);
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
  }

  /**
   * A text.
   *
   * @param index - Its number.
   */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    return textOf(this.#bytes, { start: this.#offsets[index] ?? 0, end: this.#offsets[index + 1] ?? 0 });
  }

  /** All texts: to be kept when no more come, as it takes no more memory than they do. */
  texts(): Levels {
    const [bytes, offsets] = [
      this.#bytes.slice(0, this.#offsets[this.#count]),
      this.#offsets.slice(0, this.#count + 1),
    ];
    return {
      length: this.#count,
      at: (index) => {
        const [start, end] = [offsets[index], offsets[index + 1]];
        return start === undefined || end === undefined ? undefined : textOf(bytes, { start, end });
      },
    };
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#offsets[code] ?? 0;
    const length = (this.#offsets[code + 1] ?? 0) - from;
    if (length !== end - start) return false;
    for (let index = 0; index < length; index += 1) {
      if (this.#bytes[from + index] !== bytes[start + index]) return false;
    }
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#count;
    const from = this.#offsets[code] ?? 0;
    const to = from + end - start;
    if (to > this.#bytes.length)
      this.#bytes = longer(this.#bytes, new Uint8Array(Math.max(to, 2 * this.#bytes.length)));
    if (code + 1 >= this.#hashes.length) {
      this.#offsets = longer(this.#offsets, new Uint32Array(2 * this.#offsets.length));
      this.#hashes = longer(this.#hashes, new Uint32Array(2 * this.#hashes.length));
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#offsets[code + 1] = to;
    this.#hashes[code] = hash;
    this.#slots[slot] = code;
    this.#count += 1;
    if (2 * this.#count > this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let code = 0; code < this.#count; code += 1) {
      let slot = (this.#hashes[code] ?? 0) & (slots.length - 1);
      while ((slots[slot] ?? 0) >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = code;
    }
    this.#slots = slots;
  }
}

function longer<List extends Uint8Array | Uint32Array>(list: List, into: List): List {
  into.set(list);
  return into;
}
