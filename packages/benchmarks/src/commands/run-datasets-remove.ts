import { removeDataset } from '@equipoise/datasets';

import { datasetName } from '../trials/load-dataset.ts';
import { byteCount } from '../terminal/byte-count.ts';

/**
 * Does what `equipoise datasets remove` is asked.
 *
 * @param names - The data sets.
 * @param args - Where their files are.
 * @throws {@link @equipoise/core!DataError} when there is no such data set.
 */
export function runDatasetsRemove(names: readonly string[], { cache }: { readonly cache?: string }): void {
  for (const name of names.map(datasetName)) {
    const freed = removeDataset(name, cache);
    process.stdout.write(freed > 0 ? `${name}: removed ${byteCount(freed)}.\n` : `${name}: nothing to remove.\n`);
  }
}
