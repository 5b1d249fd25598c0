import { DataError, InvalidOptionError } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { isSafePath } from './safe-path.ts';

/**
 * The folder of a data set in the cache: `EQUIPOISE_DATASETS` names the cache; left out, it is where the platform keeps caches
 * (`~/.cache/equipoise/datasets`, or in `XDG_CACHE_HOME`; `~/Library/Caches/equipoise/datasets`; `%LOCALAPPDATA%\equipoise\datasets`).
 *
 * @param name - The data set.
 * @param cache - The cache, where it was told.
 * @throws {@link @equipoise/core!DataError} where there is no Node.
 * @throws {@link @equipoise/core!InvalidOptionError} when the cache is no path.
 */
export function cacheFolder(name: string, cache?: string): string {
  const node = nodeProcess(name);
  const path = node.getBuiltinModule('node:path');
  if (cache !== undefined) checkFolder(name, 'cache', cache);
  const { EQUIPOISE_DATASETS: own, XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local } = process.env;
  const told = cache ?? own;
  if (told) return path.resolve(told, name);
  const home = node.getBuiltinModule('node:os').homedir();
  const caches =
    process.platform === 'win32'
      ? (local ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : path.isAbsolute(xdg) // The specification says to ignore another one.
          ? xdg
          : path.join(home, '.cache');
  return path.join(caches, 'equipoise', 'datasets', name);
}

/**
 * Checks an option that is a folder.
 *
 * @param owner - What was given it.
 * @param option - Its name.
 * @param folder - What it was given.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is no path.
 */
export function checkFolder(owner: string, option: string, folder: unknown): void {
  if (typeof folder === 'string' && folder.trim() !== '') return;
  throw new InvalidOptionError(owner, option, 'the path of a folder', folder);
}

/**
 * Where a file lies in the folder of its data set.
 *
 * @param name - The data set.
 * @param folder - Its folder.
 * @param path - The {@link RemoteFile.path}.
 * @throws {@link @equipoise/core!DataError} when the path leads out of the folder.
 */
export function fileIn(name: string, folder: string, path: string): string {
  if (!isSafePath(path))
    throw new DataError(`${name}: the path of a file must stay in its folder, received "${path}".`);
  return nodeProcess(name).getBuiltinModule('node:path').join(folder, path);
}
