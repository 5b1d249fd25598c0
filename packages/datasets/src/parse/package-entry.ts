import { DataError } from '@equipoise/core';

import { nodeProcess } from './node-process.ts';

/**
 * The file that an npm package of data is entered by.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The package.
 * @param version - The version whose content is expected.
 * @throws {@link @equipoise/core!DataError} when the package is not installed.
 */
export function packageEntry(owner: string, name: string, version: string): string {
  const { createRequire } = nodeProcess(owner).getBuiltinModule('node:module');
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new DataError(
      `${owner}: needs the npm package ${name}, which is not installed: npm install ${name}@${version}.`,
      { cause: error },
    );
  }
}
