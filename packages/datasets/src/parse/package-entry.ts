import { DataError } from '@equipoise/core';

import { nodeProcess } from './node-process.ts';

/**
 * The file that an npm package of data is entered by, or one that is found from there, as the package may not export it.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The package.
 * @param path - The way from the folder of the first file to the other.
 * @throws {@link @equipoise/core!DataError} when the package is not installed.
 */
export function packageEntry(owner: string, name: string, path?: string): string {
  const node = nodeProcess(owner);
  const { createRequire } = node.getBuiltinModule('node:module');
  const paths = node.getBuiltinModule('node:path');
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path === undefined ? entry : paths.join(paths.dirname(entry), path);
  } catch (error) {
    throw new DataError(`${owner}: the npm package ${name} must be installed, it was not found.`, { cause: error });
  }
}
