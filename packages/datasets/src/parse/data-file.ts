import { nodeProcess } from './node-process.ts';

/**
 * The path of a file of data that this package brings.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The file's name in the folder `data`.
 * @throws {@link @equipoise/core!DataError} where there is no Node.
 */
export function dataFile(owner: string, name: string): string {
  const node = nodeProcess(owner);
  const { fileURLToPath } = node.getBuiltinModule('node:url');
  // The same from `src` and from `dist`. Not by `new URL`: a bundler would take all data into a page.
  return node.getBuiltinModule('node:path').join(fileURLToPath(import.meta.url), '../../../data', name);
}
