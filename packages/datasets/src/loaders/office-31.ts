import { random, type Table, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages, rowsOfTable } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { fitImage } from '../image/fit-image.ts';
import { listImages } from '../image/list-images.ts';
import { readImage } from '../image/read-image.ts';
import { dealRows } from '../splits/deal-rows.ts';

const domains = ['amazon', 'dslr', 'webcam'];
const form = { height: 64, width: 64, channels: 3 };

const card: DatasetCard = {
  name: 'office-31',
  title: 'Office-31',
  modality: 'image',
  arrival: 'folder',
  examples: 4110,
  tasks: domains.map((name) => ({
    name,
    kind: 'multiclass',
    meaning: `one of 31 objects of an office, of images of the domain ${name}; other images have no label`,
  })),
  split: 'stratified at random by domain and object: 60 % training, 20 % validation, 20 % test images',
  licence: 'none stated',
  source: 'https://www.cc.gatech.edu/~judy/domainadapt; folders amazon, dslr and webcam, each images/OBJECT/*.jpg',
  citation: 'K. Saenko, B. Kulis, M. Fritz, T. Darrell. Adapting Visual Category Models to New Domains. ECCV 2010.',
  description:
    'Photographs of 31 objects of an office from three sources, shrunk to 64 × 64 pixels: a task for each source, which has labels for its images only.',
  caution:
    'Decoding takes minutes. LibMTL has lists of its own for a 60 / 20 / 20 split: results are not to be compared to the last digit. The loader is tested ' +
    'on a folder of the published layout, not on the original.',
  files: domains.map((domain) => ({ path: `${domain}/images`, urls: [] })),
};

/** Office-31: the same objects in three domains, a task for each. */
export const office31: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const [image, domain, object]: [Uint8Array[], string[], string[]] = [[], [], []];
  for (const own of domains) {
    const folder = file(`${own}/images`);
    for (const path of await listImages(name, folder)) {
      image.push(fitImage(await readImage(`${folder}/${path}`), form));
      domain.push(own);
      object.push(path.slice(0, path.indexOf('/')));
    }
  }
  const table: Table = toTable(name, {
    image,
    stratum: domain.map((own, row) => `${own} ${object[row]}`),
    ...Object.fromEntries(domains.map((own) => [own, object.map((text, row) => (domain[row] === own ? text : null))])),
  });
  const fifth = Math.round(table.rows / 5);
  const rows = dealRows(
    { owner: name, table, rule: 'stratified', labels: ['stratum'], stream: random(seed).fork('split') },
    { validation: fifth, test: fifth },
    size,
  );
  const classes = [...new Set(object)].sort();
  return buildImages({
    name,
    size: form,
    scale: channelScale(
      Array.from(rows.train, (row) => image[row] ?? []),
      3,
    ),
    splits: rowsOfTable(table, rows),
    targets: Object.fromEntries(domains.map((own) => [own, { kind: 'multiclass', classes }])),
  });
});
