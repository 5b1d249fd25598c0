import { accuracy, auc, multilabel, random } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { buildImages, rowsOfTable } from '../image/build-images.ts';
import { channelScale } from '../image/channel-scale.ts';
import { dataFile } from '../parse/data-file.ts';
import { readImageRows } from '../parse/image-rows.ts';
import { dealRows } from '../splits/deal-rows.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'nih-chest-xray-910',
  title: 'Chest X-rays (910 of NIH ChestX-ray14)',
  modality: 'image',
  arrival: 'embedded',
  examples: 910,
  tasks: [
    { name: 'pneumonia', kind: 'binary', meaning: 'whether the report speaks of pneumonia (410 of 910)' },
    { name: 'age', kind: 'regression', meaning: 'the age of the patient in years, 4 to 85' },
    { name: 'sex', kind: 'binary', meaning: 'F or M' },
    { name: 'view', kind: 'binary', meaning: 'from behind (PA, 385) or from the front (AP, 525)' },
    {
      name: 'findings',
      kind: 'multilabel',
      meaning: 'infiltration (155), atelectasis (99), effusion (76), edema (74)',
    },
  ],
  split: 'by patient, as the collection deals them (hash of the patient): 657 training, 70 validation, 183 test images',
  licence: 'unrestricted use with attribution and citation, as the NIH Clinical Center states (FAQ_CHESTXRAY.pdf, Q04)',
  source:
    'NIH Clinical Center, https://nihcc.app.box.com/v/ChestXray-NIHCC, by way of https://github.com/muhammedtalo/COVID-19 (commit ' +
    'ee3e2cffc0824711bed675275506b26f19be7198)',
  citation:
    'X. Wang, Y. Peng, L. Lu, Z. Lu, M. Bagheri, R. M. Summers. ChestX-ray8: Hospital-scale Chest X-ray Database and Benchmarks on ' +
    'Weakly-Supervised Classification and Localization of Common Thorax Diseases. CVPR 2017.',
  description:
    'Frontal chest X-rays of 617 patients, 64 × 64 pixels in grey: pneumonia, four other findings, age, sex, and from which side it was taken.',
  caution:
    'Labels are text-mined from reports (more than 90 % right, as NIH states). The images were chosen by somebody, not at random: of those without a ' +
    'finding 68 % are taken from the front, of those with pneumonia 45 %, so that the view alone says something of the disease. Not for diagnosis.',
};

const side = 64;
const findings = ['Infiltration', 'Atelectasis', 'Effusion', 'Edema'];

/** Chest X-rays: disease, age, sex and view. */
export const nihChestXray910: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const labels = await readCsv(dataFile(name, 'chest-xrays.csv.gz'));
  const path = dataFile(name, 'chest-xrays.bin.gz');
  const image = await readImageRows(name, path, { images: labels.rows, size: side * side });
  const found = Array.from(labels.cells('findings'), (cell) => new Set(String(cell).split('|')));
  const table = withColumns(name, labels, {
    image,
    findings: found.map((own) => findings.map((finding) => (own.has(finding) ? 1 : 0))),
  });
  const stream = random(seed).fork('split');
  const rows = dealRows({ owner: name, table, rule: { given: 'split' }, labels: [], stream }, {}, size);
  return buildImages({
    name,
    size: { height: side, width: side },
    scale: channelScale(
      Array.from(rows.train, (row) => image[row] ?? []),
      1,
    ),
    splits: rowsOfTable(table, rows),
    targets: {
      pneumonia: { kind: 'binary', classes: ['0', '1'], metrics: [auc(), accuracy()] },
      age: { kind: 'regression' },
      sex: { kind: 'binary', classes: ['F', 'M'], metrics: [auc(), accuracy()] },
      view: { kind: 'binary', classes: ['PA', 'AP'], metrics: [auc(), accuracy()] },
    },
    lists: { findings: { kind: multilabel({ labels: findings, metrics: [auc()] }) } },
  });
});
