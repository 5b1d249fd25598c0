import { createRequire } from 'node:module';

import { DataError } from '@equipoise/core';

/**
 * The file that an npm package of data is entered by. Files beside it are found from there, as the package may not export them.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The package.
 * @throws {@link @equipoise/core!DataError} when the package is not installed.
 */
export function packageEntry(owner: string, name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new DataError(`${owner}: the npm package ${name} must be installed, it was not found.`, { cause: error });
  }
}
