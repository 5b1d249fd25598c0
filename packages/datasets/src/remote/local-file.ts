import { reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { AddressError } from './address-error.ts';
import type { Answer, Question } from './answer.ts';

/**
 * Opens a file of a mirror that is a local folder.
 *
 * @param owner - Who asks, for error messages.
 * @param path - The file.
 * @param question - What is asked.
 * @throws {@link AddressError} when there is no such file.
 */
export async function openLocal(owner: string, path: string, { start, validator, signal }: Question): Promise<Answer> {
  const node = nodeProcess(owner);
  const { stat } = node.getBuiltinModule('node:fs/promises');
  const status = await stat(path).catch((error: unknown) => {
    throw new AddressError(`${path}: ${reasonOf(error)}`, { cause: error });
  });
  if (!status.isFile()) throw new AddressError(`${path} is no file`);
  const now = `${status.size} ${status.mtimeMs}`;
  const from = start > status.size || (validator !== undefined && validator !== now) ? 0 : start;
  const stream = node
    .getBuiltinModule('node:fs')
    .createReadStream(path, { start: from, highWaterMark: 1 << 20, signal });
  return {
    start: from,
    total: status.size,
    validator: now,
    isPage: false,
    body: bodyOf(stream, path, signal),
    close: () => void stream.on('error', () => undefined).destroy(),
  };
}

async function* bodyOf(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    signal?.throwIfAborted();
    throw new AddressError(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}
