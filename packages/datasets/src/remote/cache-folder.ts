import { nodeProcess } from '../parse/node-process.ts';

/**
 * The folder of a data set in the cache: `EQUIPOISE_DATASETS` names the cache; left out, it is where the platform keeps caches
 * (`~/.cache/equipoise/datasets`, or in `XDG_CACHE_HOME`; `~/Library/Caches/equipoise/datasets`; `%LOCALAPPDATA%\equipoise\datasets`).
 *
 * @param name - The data set.
 * @throws {@link @equipoise/core!DataError} where there is no Node.
 */
export function cacheFolder(name: string): string {
  const node = nodeProcess(name);
  const path = node.getBuiltinModule('node:path');
  const { EQUIPOISE_DATASETS: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (own) return path.join(own, name);
  const home = node.getBuiltinModule('node:os').homedir();
  const caches =
    process.platform === 'win32'
      ? (local ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : (xdg ?? path.join(home, '.cache'));
  return path.join(caches, 'equipoise', 'datasets', name);
}
