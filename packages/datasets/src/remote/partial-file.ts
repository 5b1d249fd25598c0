import type * as fs from 'node:fs';

import {
  isRecord,
  type DocumentKind,
  makeFolder,
  putInPlace,
  readDocument,
  reasonOf,
  StorageError,
  temporaryName,
  writeDocument,
} from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { keptName, partsOf, removePart, sourceOf } from './parts.ts';

/** Where the bytes of a part of a file came from. */
export interface PartSource {
  /** The address. */
  readonly address: string;
  /** What the file was known by there. */
  readonly validator?: string | undefined;
  /** Bytes of the whole file. */
  readonly total?: number | undefined;
}

const sourceKind: DocumentKind<PartSource> = {
  kind: 'source of a partial file',
  schema: 1,
  parse(body) {
    const { address, validator, total } = isRecord(body) ? body : {};
    if (typeof address !== 'string') throw new Error('no address');
    return {
      address,
      validator: typeof validator === 'string' ? validator : undefined,
      total: typeof total === 'number' ? total : undefined,
    };
  },
};

/**
 * The part of a file that has come so far, under a name beside the file that only this process writes to. What another one left behind
 * is taken over by renaming it: of several that want it one gets it.
 */
export class PartialFile {
  readonly #owner: string;
  readonly #file: string;
  #handle: number | undefined;
  #size = 0;
  #source: PartSource | undefined;
  /** Where it lies. */
  readonly path: string;

  /**
   * @param owner - Whose file it is, for error messages.
   * @param file - What it is to become; its folder is made.
   * @throws {@link @equipoise/core!StorageError} when it cannot be written.
   */
  constructor(owner: string, file: string) {
    this.#owner = owner;
    this.#file = file;
    this.path = temporaryName(file);
    this.#write(() => {
      const { fstatSync, openSync } = this.#fs;
      makeFolder(nodeProcess(owner).getBuiltinModule('node:path').dirname(file));
      const [largest, ...others] = partsOf(owner, file);
      if (largest !== undefined) this.#takeOver(largest);
      for (const part of others) removePart(owner, file, part);
      this.#handle = openSync(this.path, 'a');
      this.#size = fstatSync(this.#handle).size;
    });
  }

  /** Bytes that are here. */
  get size(): number {
    return this.#size;
  }

  /** Where they came from; undefined when that is not known. */
  get source(): PartSource | undefined {
    return this.#source;
  }

  /**
   * Begins anew.
   *
   * @param source - Where the bytes will come from.
   */
  restart(source: PartSource): void {
    this.#write(() => {
      this.#fs.ftruncateSync(this.#open);
      this.#size = 0;
      this.#source = source;
      writeDocument(this.#sourceOf(this.path), sourceKind, source);
    });
  }

  /**
   * Adds bytes at its end.
   *
   * @param bytes - The bytes.
   */
  append(bytes: Uint8Array): void {
    this.#write(() => {
      for (let written = 0; written < bytes.length;) {
        written += this.#fs.writeSync(this.#open, bytes, written);
      }
      this.#size += bytes.length;
    });
  }

  /** Gives it the name of the file. */
  finish(): void {
    this.#close();
    putInPlace(this.path, this.#file);
    this.#fs.rmSync(this.#sourceOf(this.path), { force: true });
  }

  /** Keeps what is here for whoever wants the file next; nothing when it is empty. After {@link finish} there is nothing to keep. */
  leave(): void {
    if (this.#handle === undefined) return;
    this.#close();
    const { renameSync } = this.#fs;
    const kept = keptName(this.#file);
    this.#write(() => {
      if (this.#size === 0) {
        removePart(this.#owner, this.#file, this.path);
        return;
      }
      // What it came from first: nobody takes the part before it has its name.
      if (this.#source) renameSync(this.#sourceOf(this.path), this.#sourceOf(kept));
      renameSync(this.path, kept);
    });
  }

  get #fs(): typeof fs {
    return nodeProcess(this.#owner).getBuiltinModule('node:fs');
  }

  get #open(): number {
    if (this.#handle === undefined) throw new StorageError(`${this.#owner}: the part of ${this.#file} is closed.`);
    return this.#handle;
  }

  #close(): void {
    if (this.#handle !== undefined) this.#fs.closeSync(this.#handle);
    this.#handle = undefined;
  }

  #takeOver(part: string): void {
    const { renameSync, rmSync } = this.#fs;
    this.#source = sourceIn(this.#sourceOf(part));
    if (this.#source) writeDocument(this.#sourceOf(this.path), sourceKind, this.#source);
    try {
      renameSync(part, this.path);
    } catch {
      this.#source = undefined; // Another process was faster.
      rmSync(this.#sourceOf(this.path), { force: true });
      return;
    }
    rmSync(this.#sourceOf(part), { force: true });
  }

  #sourceOf(part: string): string {
    return sourceOf(this.#file, part);
  }

  #write(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (error instanceof StorageError) throw error;
      throw new StorageError(`${this.#file} cannot be written: ${reasonOf(error)}; what has come so far is kept.`, {
        cause: error,
      });
    }
  }
}

function sourceIn(document: string): PartSource | undefined {
  try {
    return readDocument(document, sourceKind);
  } catch {
    return undefined; // Cut short, as when the machine died: the part is fetched anew.
  }
}
