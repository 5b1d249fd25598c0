import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { EquipoiseError, InvalidOptionError } from '@equipoise/core';

/**
 * Makes sure that results can be written, without writing: the folder, or the nearest one above it that exists, must be a
 * folder and let this user in.
 *
 * @param folder - Where results are to go.
 * @throws {@link @equipoise/core!EquipoiseError} when they cannot.
 */
export function requireWritable(folder: string): void {
  if (folder.trim() === '') throw new InvalidOptionError('compare', 'out', 'the path of a folder', folder);
  let place = resolve(folder);
  while (!existsSync(place)) place = dirname(place);
  try {
    accessSync(`${place}/.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(folder, error);
  }
}

/**
 * Makes a folder for results.
 *
 * @param folder - Its path.
 * @throws {@link @equipoise/core!EquipoiseError} when it cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw refusal(folder, error);
  }
}

function refusal(folder: string, error: unknown): EquipoiseError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new EquipoiseError(`The results cannot be written to ${folder} (${code}): choose another folder with --out.`);
}
