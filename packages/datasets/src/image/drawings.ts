import { random, segmentation, type Table } from '@equipoise/core';

import { readCsv } from '../csv/read-csv.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { dataFile } from '../parse/data-file.ts';
import { readImageRows } from '../parse/image-rows.ts';
import { dealRows } from '../splits/deal-rows.ts';
import { withColumns } from '../table/with-columns.ts';
import type { TargetOptions } from '../table/targets.ts';
import { buildImages, type ImageDataset, rowsOfTable } from './build-images.ts';
import { channelScale } from './channel-scale.ts';
import { onGround, opaquePixels } from './on-ground.ts';

/** Drawings with transparency that this package brings: `NAME.bin.gz` (RGBA of 32 × 32) and `NAME.csv.gz`. */
export interface DrawingsOptions extends CompleteLoadOptions {
  /** The name of the data set. */
  readonly name: string;
  /** The column whose equal values belong together. */
  readonly group: string;
  /** What is drawn: the name of the class of its pixels. */
  readonly drawn: string;
  /** Further columns, made of those that there are. */
  readonly columns: (labels: Table) => Readonly<Record<string, readonly string[]>>;
  /** What is to be predicted besides the mask. */
  readonly targets: Readonly<Record<string, TargetOptions>>;
}

const side = 32;

/**
 * Reads drawings, and pastes each on a ground of its own, which the seed decides.
 *
 * @param options - The drawings.
 * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
 */
export async function readDrawings(options: DrawingsOptions): Promise<ImageDataset> {
  const { name, seed, size, group, drawn, columns, targets } = options;
  const labels = await readCsv(dataFile(name, `${name}.csv.gz`));
  const path = dataFile(name, `${name}.bin.gz`);
  const drawings = await readImageRows(name, path, { images: labels.rows, size: side * side * 4 });
  const stream = random(seed);
  const ground = stream.fork('ground');
  const image = drawings.map((drawing, row) => onGround(drawing, side, ground.fork(String(row))));
  const table = withColumns(name, labels, { image, mask: drawings.map(opaquePixels), ...columns(labels) });
  const rows = dealRows(
    { owner: name, table, rule: { group }, labels: [], stream: stream.fork('split') },
    { validation: Math.round(table.rows / 10), test: Math.round(table.rows / 5) },
    Number.POSITIVE_INFINITY,
  );
  // Groups come one after the other, the largest first: in a random order, fewer training images are a sample of all.
  const order = stream.fork('order').permutation(rows.train.length);
  const train = order.slice(0, Math.min(size, order.length)).map((place) => rows.train[place] ?? 0);
  return buildImages({
    name,
    size: { height: side, width: side },
    scale: channelScale(
      Array.from(train, (row) => image[row] ?? []),
      3,
    ),
    splits: rowsOfTable(table, { ...rows, train }),
    targets,
    lists: { mask: { kind: segmentation({ classes: ['ground', drawn], height: side, width: side }) } },
  });
}
