import { createHash } from 'node:crypto';

import { afterEach } from 'vitest';

import type { FilesCard } from '../../src/remote/fetch-files.ts';
import type { RemoteFile } from '../../src/remote/remote-file.ts';
import { type Answering, type FileServer, fileServer } from './file-server.ts';

/** Bytes that no two places share. */
export function madeUpBytes(count: number, salt = 1): Buffer {
  return Buffer.from(
    Uint32Array.from({ length: Math.ceil(count / 4) }, (_, i) => (i + salt) * 2654435761).buffer,
    0,
    count,
  );
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A data set of one file, `numbers.bin`, whose digest is known. */
export function cardOf(bytes: Uint8Array, urls: readonly string[], file: Partial<RemoteFile> = {}): FilesCard {
  const pinned = { path: 'numbers.bin', urls, bytes: bytes.length, sha256: sha256(bytes), ...file };
  return { name: 'numbers', source: 'https://example.org/numbers', files: [pinned] };
}

/** The same, of which nobody knows a digest. */
export function unknownCard(urls: readonly string[]): FilesCard {
  return { name: 'numbers', source: 'https://example.org/numbers', files: [{ path: 'numbers.bin', urls }] };
}

/** Starts servers that end with the test. */
export function servers(): (answer: Answering) => Promise<FileServer> {
  const running: FileServer[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.close();
  });
  return async (answer) => {
    const server = await fileServer(answer);
    running.push(server);
    return server;
  };
}
