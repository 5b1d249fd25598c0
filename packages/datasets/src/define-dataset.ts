import { checkKnownOptions } from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset } from './card.ts';
import { type CompleteLoadOptions, completeSeedAndSize } from './load-options.ts';
import { findFiles, type FindFile } from './remote/find-files.ts';

/**
 * Makes an entry of the registry of a card and the function that reads the data.
 *
 * @param card - What there is to know of the data set.
 * @param read - Reads it: gets seed and size, and the path of a file by its name on the card.
 * @param defaultSize - How many training examples to keep when the user does not say.
 */
export function defineDataset(
  card: DatasetCard,
  read: (options: CompleteLoadOptions, file: FindFile) => Promise<Omit<LoadedDataset, 'card'>>,
  defaultSize?: number,
): DatasetEntry {
  const known = ['seed', 'size', ...(card.files ? ['folder', 'cache', 'download'] : [])];
  return {
    ...card,
    async load(options = {}) {
      checkKnownOptions(card.name, options, known);
      const complete = completeSeedAndSize(card.name, options, defaultSize);
      return { ...(await read(complete, await findFiles(card, options))), card };
    },
  };
}
