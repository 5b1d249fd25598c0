import type * as fs from 'node:fs';

import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';

/** A temporary file that only this process knows: its name is removed at once where the system allows it, and so it is gone with the process. */
export class ScratchFile {
  readonly #owner: string;
  readonly #folder: string;
  #handle: number | undefined;
  #size = 0;

  /**
   * @param owner - Whose file it is, for error messages.
   * @param folder - The folder that it is made in; that for temporary files when left out.
   * @throws {@link @equipoise/core!DataError} when it cannot be made.
   */
  constructor(owner: string, folder?: string) {
    this.#owner = owner;
    const { mkdtempSync, openSync } = fileSystem(owner);
    const path = nodeProcess(owner).getBuiltinModule('node:path');
    const parent = folder ?? nodeProcess(owner).getBuiltinModule('node:os').tmpdir();
    try {
      this.#folder = mkdtempSync(path.join(parent, 'equipoise-'));
      this.#handle = openSync(path.join(this.#folder, 'rows'), 'wx+');
    } catch (error) {
      throw new DataError(`${owner}: cannot write to ${parent}: ${reasonOf(error)}.`, { cause: error });
    }
    this.#remove();
  }

  /**
   * Writes bytes behind all others.
   *
   * @param bytes - The bytes.
   * @returns Where they begin.
   */
  append(bytes: Uint8Array): number {
    const at = this.#size;
    this.write(bytes, at);
    return at;
  }

  /**
   * Writes bytes.
   *
   * @param bytes - The bytes.
   * @param at - Where they begin.
   * @throws {@link @equipoise/core!DataError} when the disk has no room for them.
   */
  write(bytes: Uint8Array, at: number): void {
    const { writeSync } = fileSystem(this.#owner);
    try {
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.#open(), bytes, done, bytes.length - done, at + done);
    } catch (error) {
      const hint = 'give the option folder one with more room';
      throw new DataError(`${this.#owner}: cannot write to ${this.#folder}: ${reasonOf(error)}; ${hint}.`, {
        cause: error,
      });
    }
    this.#size = Math.max(this.#size, at + bytes.length);
  }

  /**
   * Reads bytes that were written.
   *
   * @param bytes - Where they go: as many as are read.
   * @param at - Where they begin in the file.
   * @throws {@link @equipoise/core!DataError} when the file was closed.
   */
  read(bytes: Uint8Array, at: number): void {
    const { readSync } = fileSystem(this.#owner);
    for (let done = 0; done < bytes.length;) {
      const count = readSync(this.#open(), bytes, done, bytes.length - done, at + done);
      if (count === 0) throw new DataError(`${this.#owner}: ${this.#folder}: must not be cut while it is read.`);
      done += count;
    }
  }

  /** Removes the file; it cannot be read afterwards. */
  close(): void {
    if (this.#handle === undefined) return;
    fileSystem(this.#owner).closeSync(this.#handle);
    this.#handle = undefined;
    this.#remove();
  }

  #open(): number {
    if (this.#handle !== undefined) return this.#handle;
    throw new DataError(`${this.#owner}: was closed, and cannot be read any more.`);
  }

  #remove(): void {
    try {
      fileSystem(this.#owner).rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // Windows may keep the name of an open file: it is removed when the file is closed.
    }
  }
}

function fileSystem(owner: string): typeof fs {
  return nodeProcess(owner).getBuiltinModule('node:fs');
}

/**
 * The bytes that numbers are stored in.
 *
 * @param numbers - The numbers.
 */
export function bytesOf(numbers: Float64Array | Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
