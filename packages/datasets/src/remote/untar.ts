import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import {
  type ArchiveEntry,
  type ArchiveOptions,
  defaultMaxBytes,
  entryName,
  refuseBomb,
  uniqueNames,
} from './archive.ts';
import { blockSize, paxRecords, tarHeader, text } from './tar-header.ts';

/** The most bytes that may be said about one entry. */
const longestSaying = 1 << 20;

/**
 * Reads the files of a tar archive, plain or compressed by gzip, one after another; nothing is written. Folders are passed over, links
 * and devices refused.
 *
 * @param source - The path of the archive, or its bytes.
 * @param options - Which files, and how much at most.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is damaged, or is refused.
 */
export async function* readTar(source: string | Uint8Array, options: ArchiveOptions): AsyncGenerator<ArchiveEntry> {
  const { owner, wanted = () => true, maxBytes = defaultMaxBytes } = options;
  const where = `${owner}: ${typeof source === 'string' ? source : 'an archive'}`;
  const input = new Input(where, piecesOf(owner, where, source), maxBytes);
  const note = uniqueNames(where);
  let said = new Map<string, string>();
  try {
    for (;;) {
      const header = tarHeader(where, await input.take(blockSize));
      if (!header) return;
      const size = said.has('size') ? Number(said.get('size')) : header.size;
      if (!Number.isSafeInteger(size) || size < 0) throw new DataError(`${where}: is no tar archive, or damaged.`);
      const padding = (blockSize - (size % blockSize)) % blockSize;
      if ('xgLK'.includes(header.type)) {
        if (size > longestSaying) throw new DataError(`${where}: is no tar archive, or damaged.`);
        const bytes = await input.take(size);
        if (header.type === 'x') said = new Map([...said, ...paxRecords(where, bytes)]);
        if (header.type === 'L') said.set('path', text(bytes));
        await input.skip(padding);
        continue;
      }
      const name = entryName(where, said.get('path') ?? header.name);
      said = new Map();
      if (header.type === '5' || name === '' || !wanted(name)) {
        await input.skip(size + padding);
        continue;
      }
      if (header.type !== '0')
        throw new DataError(`${where}: is refused, as its entry ${name} is no file but a link or a device.`);
      note(name);
      refuseBomb(where, input.position + size, maxBytes);
      yield { name, bytes: await input.take(size) };
      await input.skip(padding);
    }
  } finally {
    await input.close();
  }
}

/** Bytes that come in pieces, taken in other ones. */
class Input {
  readonly #where: string;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #maxBytes: number;
  #piece: Uint8Array = new Uint8Array(0);
  #came = 0;

  constructor(where: string, pieces: AsyncIterable<Uint8Array>, maxBytes: number) {
    this.#where = where;
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#maxBytes = maxBytes;
  }

  /** Bytes that were taken. */
  get position(): number {
    return this.#came - this.#piece.length;
  }

  async take(length: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = []; // What a header says to come is not believed before it does.
    for (let left = length; left > 0;) {
      const piece = await this.#next(left);
      if (!piece) throw new DataError(`${this.#where}: is cut short.`);
      pieces.push(piece);
      left -= piece.length;
    }
    const taken = new Uint8Array(length);
    let filled = 0;
    for (const piece of pieces) {
      taken.set(piece, filled);
      filled += piece.length;
    }
    return taken;
  }

  /** Ends the reading. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const piece = await this.#next(left);
      if (!piece) throw new DataError(`${this.#where}: is cut short.`);
      left -= piece.length;
    }
  }

  /** Some of the next bytes, at most so many. */
  async #next(most: number): Promise<Uint8Array | undefined> {
    while (this.#piece.length === 0) {
      const next = await this.#pieces.next();
      if (next.done === true) return undefined;
      this.#piece = next.value;
      this.#came += next.value.length;
      refuseBomb(this.#where, this.#came, this.#maxBytes);
    }
    const piece = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(piece.length);
    return piece;
  }
}

async function* piecesOf(owner: string, where: string, source: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const node = nodeProcess(owner);
  const { createReadStream } = node.getBuiltinModule('node:fs');
  const { pipeline, Readable } = node.getBuiltinModule('node:stream');
  const { createGunzip } = node.getBuiltinModule('node:zlib');
  try {
    const isGzip = await startsWithGzip(owner, source);
    const open = typeof source === 'string' ? createReadStream(source) : Readable.from([source]);
    yield* isGzip ? pipeline(open, createGunzip({ chunkSize: 1 << 18 }), () => undefined) : open;
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${where}: cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

async function startsWithGzip(owner: string, source: string | Uint8Array): Promise<boolean> {
  if (typeof source !== 'string') return source[0] === 0x1f && source[1] === 0x8b;
  const handle = await nodeProcess(owner).getBuiltinModule('node:fs/promises').open(source);
  try {
    const start = new Uint8Array(2);
    await handle.read(start, 0, 2, 0);
    return start[0] === 0x1f && start[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
