import { DataError, random, type Table, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { readTar } from '../remote/untar.ts';
import { dealRows } from '../splits/deal-rows.ts';

const card: DatasetCard = {
  name: 'cifar-100',
  title: 'CIFAR-100',
  modality: 'image',
  arrival: 'download',
  examples: 60_000,
  tasks: [
    { name: 'fine', kind: 'multiclass', meaning: 'one of 100 classes, 600 images each' },
    { name: 'coarse', kind: 'multiclass', meaning: 'one of 20 superclasses of 5 classes each' },
  ],
  split: 'the published test file (10,000 images); of the other 50,000, a tenth at random for validation',
  licence: 'none stated; the authors ask for a citation',
  source: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  citation: 'A. Krizhevsky. Learning Multiple Layers of Features from Tiny Images. University of Toronto 2009.',
  description:
    'Photographs of 32 × 32 pixels of 100 classes: a fine and a coarse task, one of which follows from the other.',
  caution:
    'All images as numbers take 740 MB of memory; `size` keeps fewer. The loader is tested on files of the published format, not on the original.',
  files: [
    {
      path: 'cifar-100-binary.tar.gz',
      urls: ['https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz'],
      bytes: 168_513_733,
      sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
    },
  ],
};

const side = 32;
const plane = side * side;
const record = 2 + 3 * plane;
const parts = ['train.bin', 'test.bin', 'coarse_label_names.txt', 'fine_label_names.txt'];

/** CIFAR-100: classes and superclasses of photographs. */
export const cifar100: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const path = file('cifar-100-binary.tar.gz');
  const contents = new Map<string, Uint8Array>();
  const partOf = (entry: string): string | undefined => parts.find((part) => entry.endsWith(`/${part}`));
  for await (const entry of readTar(path, { owner: name, wanted: (own) => partOf(own) !== undefined })) {
    contents.set(partOf(entry.name) ?? '', entry.bytes);
  }
  const [train = none, test = none, coarseNames = none, fineNames = none] = parts.map((part) => {
    const bytes = contents.get(part);
    if (bytes) return bytes;
    throw new DataError(`${name}: ${path} has no file ${part}.`);
  });
  const classes = { coarse: linesOf(coarseNames), fine: linesOf(fineNames) };
  const table = tableOf(`${name}: ${path}, train.bin`, train, classes);
  const testTable = tableOf(`${name}: ${path}, test.bin`, test, classes);
  const rows = dealRows(
    { owner: name, table, rule: 'random', labels: [], stream: random(seed).fork('split') },
    { validation: Math.round(table.rows / 10) },
    size,
  );
  return buildImages({
    name,
    size: { height: side, width: side },
    // Of the training images, as loaders of CIFAR-100 write them.
    scale: { mean: [0.5071, 0.4867, 0.4408], deviation: [0.2675, 0.2565, 0.2761] },
    splits: {
      train: { table, rows: rows.train },
      validation: { table, rows: rows.validation },
      test: { table: testTable, rows: Uint32Array.from({ length: testTable.rows }, (_, row) => row) },
    },
    targets: {
      fine: { kind: 'multiclass', classes: classes.fine },
      coarse: { kind: 'multiclass', classes: classes.coarse },
    },
  });
});

interface Classes {
  readonly coarse: readonly string[];
  readonly fine: readonly string[];
}

/** Records of a superclass, a class, and the red, green and blue values of all pixels. */
function tableOf(where: string, bytes: Uint8Array, { coarse, fine }: Classes): Table {
  const count = bytes.length / record;
  if (!Number.isInteger(count) || count === 0) {
    throw new DataError(`${where}: must have records of ${record} bytes, has ${bytes.length} bytes.`);
  }
  const at = (row: number): number => row * record;
  const rows = Array.from({ length: count }, (_, row) => row);
  const className = (row: number, place: number, names: readonly string[]): string => {
    const found = names[bytes[at(row) + place] ?? 0];
    if (found !== undefined) return found;
    throw new DataError(`${where}, record ${row + 1}: there is no class ${bytes[at(row) + place]}.`);
  };
  return toTable(card.name, {
    image: rows.map((row) => {
      const image = new Uint8Array(3 * plane);
      for (let value = 0; value < image.length; value += 1) {
        image[value] = bytes[at(row) + 2 + (value % 3) * plane + Math.floor(value / 3)] ?? 0;
      }
      return image;
    }),
    coarse: rows.map((row) => className(row, 0, coarse)),
    fine: rows.map((row) => className(row, 1, fine)),
  });
}

const none = new Uint8Array(0);

function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .filter((line) => line !== '');
}
