import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from './node-process.ts';

/**
 * The text of a file.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read.
 */
export async function readText(owner: string, path: string): Promise<string> {
  const { readFile } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  return orDataError(`${owner}: cannot read ${path}`, () => readFile(path, 'utf8'));
}

/**
 * The bytes of a file.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read.
 */
export async function readBytes(owner: string, path: string): Promise<Uint8Array> {
  const { readFile } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  return orDataError(`${owner}: cannot read ${path}`, () => readFile(path));
}

/**
 * The bytes of a file that is compressed by gzip.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, or is cut or damaged.
 */
export async function readGzip(owner: string, path: string): Promise<Uint8Array> {
  const { gunzipSync } = nodeProcess(owner).getBuiltinModule('node:zlib');
  const bytes = await readBytes(owner, path);
  return orDataError(`${owner}: cannot decompress ${path}`, () => gunzipSync(bytes));
}

/**
 * What a JSON file says, not yet checked. A byte order mark is left out.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, or is not JSON.
 */
export async function readJson(owner: string, path: string): Promise<unknown> {
  const text = await readText(owner, path);
  return orDataError<unknown>(
    `${owner}: ${path} is not JSON`,
    () => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown,
  );
}

async function orDataError<Value>(sentence: string, read: () => Promise<Value> | Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw new DataError(`${sentence}: ${reasonOf(error)}.`, { cause: error });
  }
}
