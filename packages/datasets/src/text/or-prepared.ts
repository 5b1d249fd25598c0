import type { DatasetEntry } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { cacheFolder, fileIn } from '../remote/cache-folder.ts';

/**
 * A data set whose folder, in the cache or the user's, may hold another form of its files, which was prepared from the published ones.
 *
 * @param published - Loads the published files.
 * @param prepared - Loads the prepared form.
 * @param file - The file that a folder of the prepared form has.
 */
export function orPrepared(published: DatasetEntry, prepared: DatasetEntry, file: string): DatasetEntry {
  const { load, ...card } = { ...published, prepared: file };
  return {
    ...card,
    async load(options = {}) {
      const { seed, size, cache } = options;
      const folder = options.folder ?? cacheFolder(card.name, cache);
      const { existsSync } = nodeProcess(card.name).getBuiltinModule('node:fs');
      if (!existsSync(fileIn(card.name, folder, file))) return load(options);
      const own = { ...(seed !== undefined && { seed }), ...(size !== undefined && { size }), folder };
      const from = options.folder === undefined ? own : options;
      return { ...(await prepared.load(from)), card };
    },
  };
}
