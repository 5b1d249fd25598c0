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

/**
 * Whether an npm package is installed where this one looks for it.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The package.
 */
export function isInstalled(owner: string, name: string): boolean {
  const node = nodeProcess(owner);
  const { existsSync } = node.getBuiltinModule('node:fs');
  const path = node.getBuiltinModule('node:path');
  // A package may have no entry that can be resolved.
  const folders =
    node
      .getBuiltinModule('node:module')
      .createRequire(import.meta.url)
      .resolve.paths(name) ?? [];
  return folders.some((folder) => existsSync(path.join(folder, name, 'package.json')));
}
