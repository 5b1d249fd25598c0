import { datasetCard, datasetState, getDataset } from '@equipoise/datasets';

import type { GalleryEntry } from '../gallery/entry.ts';
import { downloadLine } from '../terminal/download-line.ts';

/**
 * Sees to it that the data of an entry are there: fetches what is missing in the cache, as `equipoise datasets get` does.
 *
 * @param entry - The entry.
 * @param where - Where to look first, when that is not as the environment says.
 * @throws {@link @equipoise/datasets!DownloadError} when a file cannot be fetched; says why, and where to put it.
 */
export async function fetchEntry(
  { datasets }: GalleryEntry,
  { mirror }: { readonly mirror?: string | undefined },
): Promise<void> {
  for (const name of datasets) {
    const card = datasetCard(name);
    if (!card.files || datasetState(card) === 'cached') continue;
    const line = downloadLine(process.stderr);
    await getDataset(name, { onProgress: line.note, ...(mirror !== undefined && { mirror }) }).finally(() =>
      line.clear(),
    );
  }
}
