import type { DatasetEntry } from '../card.ts';
import { nodeProcess } from '../parse/node-process.ts';

/**
 * A data set whose folder may hold another form of its files, which was prepared from the published ones.
 *
 * @param published - Loads the published files.
 * @param prepared - Loads the prepared form.
 * @param file - The file that a folder of the prepared form has.
 */
export function orPrepared(published: DatasetEntry, prepared: DatasetEntry, file: string): DatasetEntry {
  const { load, ...card } = published;
  return {
    ...published,
    async load(options = {}) {
      const { folder } = options;
      const node = nodeProcess(card.name);
      const path = folder === undefined ? undefined : node.getBuiltinModule('node:path').join(folder, file);
      const isPrepared = path !== undefined && node.getBuiltinModule('node:fs').existsSync(path);
      return isPrepared ? { ...(await prepared.load(options)), card } : load(options);
    },
  };
}
