import { auc, binary, DataError, listed, random, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { fitImage } from '../image/fit-image.ts';
import { readImage } from '../image/read-image.ts';
import { readText } from '../parse/read-file.ts';

const form = { height: 64, width: 64, channels: 3 };
/** Images of the published validation and test partitions that are read. */
const heldOut = 2000;

const card: DatasetCard = {
  name: 'celeba',
  title: 'CelebA',
  modality: 'image',
  arrival: 'folder',
  examples: 202_599,
  tasks: [{ name: '40 attributes', kind: 'binary', meaning: 'Smiling, Eyeglasses, Wavy_Hair …: a task for each' }],
  split:
    'the published partition (by person); 10,000 training images unless told otherwise, 2,000 validation and 2,000 test images, drawn by the seed',
  licence: 'non-commercial research only',
  source:
    'https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html; list_attr_celeba.txt, list_eval_partition.txt and the folder img_align_celeba',
  citation: 'Z. Liu, P. Luo, X. Wang, X. Tang. Deep Learning Face Attributes in the Wild. ICCV 2015.',
  description: 'Photographs of faces of well-known people, shrunk to 64 × 64 pixels, with 40 attributes.',
  caution:
    'Attributes such as Attractive are judgements of a few annotators; sex and skin are confounded with others. The loader is tested on a folder of the ' +
    'published layout, not on the original.',
  files: ['list_attr_celeba.txt', 'list_eval_partition.txt', 'img_align_celeba'].map((path) => ({ path, urls: [] })),
};

/** CelebA: 40 attributes of faces, a task for each. */
export const celeba: DatasetEntry = defineDataset(
  card,
  async ({ seed, size }, file) => {
    const { name } = card;
    const [, header = '', ...lines] = linesOf(await readText(name, file('list_attr_celeba.txt')));
    const attributes = header.split(/\s+/);
    const rows = lines.map((line, index) => {
      const [image = '', ...signs] = line.split(/\s+/);
      if (signs.length === attributes.length && signs.every((sign) => sign === '1' || sign === '-1'))
        return { image, signs };
      throw new DataError(
        `${name}: list_attr_celeba.txt, line ${index + 3}: must be a file and ${attributes.length} times 1 or -1, received ${listed(signs)}.`,
      );
    });
    const partitions = new Map(
      linesOf(await readText(name, file('list_eval_partition.txt'))).map(
        (line) => line.split(/\s+/) as [string, string],
      ),
    );
    const stream = random(seed).fork('split');
    const members = (partition: string, most: number): Uint32Array => {
      const own = rows.flatMap(({ image }, row) => (partitions.get(image) === partition ? [row] : []));
      const order = stream.fork(partition).permutation(own.length);
      return order.slice(0, Math.min(most, own.length)).map((place) => own[place] ?? 0);
    };
    const splitOf = async (
      chosen: Uint32Array,
    ): Promise<{ image: readonly Uint8Array[]; table: ReturnType<typeof toTable>; rows: Uint32Array }> => {
      const image: Uint8Array[] = [];
      for (const row of chosen) {
        image.push(fitImage(await readImage(file(`img_align_celeba/${rows[row]?.image ?? ''}`)), form));
      }
      const columns = attributes.map((attribute, place): [string, readonly unknown[]] => [
        attribute,
        Array.from(chosen, (row) => [rows[row]?.signs[place] === '1' ? 1 : 0]),
      ]);
      const table = toTable(name, { image, ...Object.fromEntries(columns) });
      return { image, table, rows: Uint32Array.from(image.keys()) };
    };
    const train = await splitOf(members('0', size));
    return buildImages({
      name,
      size: form,
      scale: channelScale(train.image, 3),
      splits: {
        train,
        validation: await splitOf(members('1', heldOut)),
        test: await splitOf(members('2', heldOut)),
      },
      targets: {},
      lists: Object.fromEntries(
        attributes.map((attribute) => [attribute, { kind: binary({ classes: ['no', 'yes'], metrics: [auc()] }) }]),
      ),
    });
  },
  10_000,
);

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
