import { DataError } from '@equipoise/core';

/**
 * The process of Node, to ask for Node's modules. An import of these would be looked for by a bundler for the browser, for the sake
 * of loaders that a page does not call.
 *
 * @param owner - Who asks, for error messages.
 * @throws {@link @equipoise/core!DataError} where there is no Node.
 */
export function nodeProcess(owner: string): Pick<NodeJS.Process, 'getBuiltinModule'> {
  if (typeof process === 'object' && typeof process.getBuiltinModule === 'function') return process;
  throw new DataError(`${owner}: reads files, and there are none here; fromTable takes rows that are in memory.`);
}
