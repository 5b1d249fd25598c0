import type { Size, TaskKind } from '@equipoise/core';

import type { EachSplit } from '../map-splits.ts';
import type { TableRows } from '../table/build-dataset.ts';
import { buildImages, type ImageDataset } from './build-images.ts';
import { channelScale } from './channel-scale.ts';

/**
 * A data set of colour images and labels of their pixels.
 *
 * @param name - Its name.
 * @param splits - The rows of each split: columns `image`, and one for each task.
 * @param size - The size of the images.
 * @param kinds - What is predicted, by the name of the task.
 * @throws {@link @equipoise/core!DataError} when a label is not what its task needs.
 */
export function buildScenes(
  name: string,
  splits: Required<EachSplit<TableRows>>,
  size: Size,
  kinds: Readonly<Record<string, TaskKind>>,
): ImageDataset {
  return buildImages({
    name,
    size,
    scale: channelScale(Array.from(splits.train.table.cells('image')) as Uint8Array[], 3),
    splits,
    targets: {},
    lists: Object.fromEntries(Object.entries(kinds).map(([task, kind]) => [task, { kind }])),
  });
}
