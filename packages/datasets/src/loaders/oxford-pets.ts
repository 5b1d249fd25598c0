import { DataError, random, segmentation, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { fitImage, fitMask } from '../image/fit-image.ts';
import { readImage } from '../image/read-image.ts';
import { readTar } from '../remote/untar.ts';

const form = { height: 64, width: 64, channels: 3 };

const card: DatasetCard = {
  name: 'oxford-pets',
  title: 'Oxford-IIIT Pet',
  modality: 'image',
  arrival: 'download',
  examples: 7349,
  tasks: [
    { name: 'species', kind: 'binary', meaning: 'cat or dog' },
    { name: 'breed', kind: 'multiclass', meaning: 'one of 37 breeds' },
    { name: 'mask', kind: 'segmentation', meaning: 'pet or ground; the border, which is neither, counts for nothing' },
  ],
  split: 'the published test images (3,669); of the other 3,680, a tenth at random for validation',
  licence: 'CC BY-SA 4.0: never in a package',
  source: 'https://www.robots.ox.ac.uk/~vgg/data/pets',
  citation: 'O. M. Parkhi, A. Vedaldi, A. Zisserman, C. V. Jawahar. Cats and Dogs. CVPR 2012.',
  description: 'Photographs of cats and dogs, shrunk to 64 × 64 pixels: species, breed and mask.',
  caution:
    'Decoding takes minutes. The species follows from the breed. The loader is tested on archives of the published layout, not on the originals.',
  files: [
    {
      path: 'images.tar.gz',
      urls: ['https://thor.robots.ox.ac.uk/pets/images.tar.gz'],
      bytes: 791_918_971,
      sha256: '67195c5e1c01f1ab5f9b6a5d22b8c27a580d896ece458917e61d459337fa318d',
    },
    {
      path: 'annotations.tar.gz',
      urls: ['https://thor.robots.ox.ac.uk/pets/annotations.tar.gz'],
      bytes: 19_173_078,
      sha256: '52425fb6de5c424942b7626b428656fcbd798db970a937df61750c0f1d358e91',
    },
  ],
};

/** Cats and dogs: species, breed, and which pixels are the animal. */
export const oxfordPets: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const lists = new Map<string, string>();
  const masks = new Map<string, Int32Array>();
  const wanted = (path: string): boolean =>
    /annotations\/(trainval\.txt|test\.txt|trimaps\/[^./][^/]*\.png)$/.test(path);
  for await (const entry of readTar(file('annotations.tar.gz'), { owner: name, wanted })) {
    const own = entry.name.slice(entry.name.lastIndexOf('/') + 1);
    if (own.endsWith('.txt')) lists.set(own, new TextDecoder().decode(entry.bytes));
    else masks.set(own.slice(0, -4), trimap(fitMask(await readImage(entry.bytes, { indices: true }), form)));
  }
  const images = new Map<string, Uint8Array>();
  const isPhotograph = (path: string): boolean => /images\/[^./][^/]*\.jpg$/.test(path);
  for await (const entry of readTar(file('images.tar.gz'), { owner: name, wanted: isPhotograph })) {
    const own = entry.name.slice(entry.name.lastIndexOf('/') + 1, -4);
    images.set(own, fitImage(await readImage(entry.bytes), form));
  }
  const listed = ['trainval.txt', 'test.txt'].map((list) => rowsOf(`${name}: annotations/${list}`, lists.get(list)));
  const rows = listed.flat();
  const image = rows.map(({ photograph }) => {
    const found = images.get(photograph);
    if (found) return found;
    throw new DataError(`${name}: ${file('images.tar.gz')} has no image ${photograph}.jpg.`);
  });
  const table = toTable(name, {
    image,
    species: rows.map(({ species }) => species),
    breed: rows.map(({ breed }) => breed),
    mask: rows.map(({ photograph }) => masks.get(photograph) ?? null),
  });
  const count = listed[0]?.length ?? 0;
  const order = random(seed).fork('split').permutation(count);
  const held = Math.round(count / 10);
  const train = order.slice(held, held + Math.min(size, count - held));
  const test = Uint32Array.from({ length: rows.length - count }, (_, index) => count + index);
  return buildImages({
    name,
    size: form,
    scale: channelScale(
      Array.from(train, (row) => image[row] ?? []),
      3,
    ),
    splits: {
      train: { table, rows: train },
      validation: { table, rows: order.slice(0, held) },
      test: { table, rows: test },
    },
    targets: {
      species: { kind: 'binary', classes: ['cat', 'dog'] },
      breed: { kind: 'multiclass', classes: [...new Set(rows.map(({ breed }) => breed))].sort() },
    },
    lists: { mask: { kind: segmentation({ classes: ['ground', 'pet'], height: form.height, width: form.width }) } },
  });
});

/** A trimap says 1 for the pet, 2 for the ground, and 3 for the border between. */
function trimap(values: Uint8Array): Int32Array {
  return Int32Array.from(values, (value) => (value === 1 ? 1 : value === 2 ? 0 : -1));
}

interface Row {
  readonly photograph: string;
  readonly species: string;
  readonly breed: string;
}

/** Lines of a photograph, its class, 1 (cat) or 2 (dog), and its breed among those of the species. */
function rowsOf(where: string, text: string | undefined): readonly Row[] {
  if (text === undefined) throw new DataError(`${where}: is missing in the archive.`);
  return text.split('\n').flatMap((line, index): Row[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const [, photograph, breed, species] = /^((\w+)_\d+) \d+ ([12]) \d+\s*$/.exec(line) ?? [];
    if (photograph === undefined || breed === undefined) {
      throw new DataError(`${where}, line ${index + 1}: must be a photograph and three numbers, received "${line}".`);
    }
    return [{ photograph, breed, species: species === '1' ? 'cat' : 'dog' }];
  });
}
