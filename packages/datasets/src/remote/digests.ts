import type { ReadStream } from 'node:fs';

import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';

/** What a file is known by. */
export interface Digests {
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** SHA-256 of what it holds, where that was asked for and it is a file of gzip. */
  readonly contentSha256?: string;
}

/** Which digests to compute. */
export interface DigestOptions {
  /** Also that of what the file holds when it is decompressed by gzip. */
  readonly content: boolean;
  /** Stops it. */
  readonly signal?: AbortSignal | undefined;
}

const pieceSize = 1 << 20;

/**
 * Reads a file and computes its digests.
 *
 * @param owner - Who asks, for error messages.
 * @param path - The file.
 * @param options - Which digests.
 * @throws {@link @equipoise/core!DataError} when it cannot be read.
 */
export async function digestsOf(owner: string, path: string, { content, signal }: DigestOptions): Promise<Digests> {
  const node = nodeProcess(owner);
  const { createReadStream } = node.getBuiltinModule('node:fs');
  const { pipeline } = node.getBuiltinModule('node:stream/promises');
  const { createGunzip } = node.getBuiltinModule('node:zlib');
  const file = (): ReadStream => createReadStream(path, { highWaterMark: pieceSize, signal });
  const whole = hash(owner);
  try {
    await pipeline(file(), whole.take);
  } catch (error) {
    signal?.throwIfAborted();
    throw new DataError(`${owner}: cannot read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
  if (!content) return { sha256: whole.digest() };
  const held = hash(owner);
  try {
    await pipeline(file(), createGunzip({ chunkSize: pieceSize }), held.take);
  } catch {
    signal?.throwIfAborted();
    return { sha256: whole.digest() };
  }
  return { sha256: whole.digest(), contentSha256: held.digest() };
}

interface Hash {
  readonly take: (pieces: AsyncIterable<Uint8Array>) => Promise<void>;
  readonly digest: () => string;
}

function hash(owner: string): Hash {
  const sha256 = nodeProcess(owner).getBuiltinModule('node:crypto').createHash('sha256');
  return {
    async take(pieces) {
      for await (const piece of pieces) sha256.update(piece);
    },
    digest: () => sha256.digest('hex'),
  };
}
