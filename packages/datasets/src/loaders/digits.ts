import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'digits',
  title: 'Handwritten digits, 8 × 8',
  modality: 'tabular',
  arrival: 'download',
  examples: 1797,
  tasks: [
    { name: 'digit', kind: 'multiclass', meaning: 'one of 10' },
    { name: 'parity', kind: 'binary', meaning: 'even or odd' },
  ],
  split: 'at random with the classes alike in each split: 60 % training, 20 % validation, 20 % test',
  licence: 'CC BY 4.0; the file is of scikit-learn (BSD-3-Clause)',
  source:
    'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits (its test file); scikit-learn',
  citation:
    'E. Alpaydin, C. Kaynak. Optical Recognition of Handwritten Digits. UCI Machine Learning Repository 1998. https://doi.org/10.24432/C50P49',
  description:
    'Digits of 13 people as 64 counts of black points, from 0 to 16, of an image of 8 × 8 cells: small enough for a table.',
  caution: 'Which digit somebody wrote is not said, so digits of one hand are in all splits.',
  files: [
    {
      path: 'digits.csv.gz',
      urls: ['https://raw.githubusercontent.com/scikit-learn/scikit-learn/1.2.1/sklearn/datasets/data/digits.csv.gz'],
      contentSha256: '6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8',
    },
  ],
};

const digit = 'digit';
const pixels = Array.from({ length: 64 }, (_, index) => `pixel-${index + 1}`);

/** Small handwritten digits: which one, and whether it is even. */
export const digits: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('digits.csv.gz'), { header: false, columns: [...pixels, digit], delimiter: ',' });
  const parity = Array.from(numbersIn(name, table, digit), (value) => (value % 2 === 0 ? 'even' : 'odd'));
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, { digit: textsIn(table, digit), parity }),
    split: 'stratified',
    inputs: Object.fromEntries(pixels.map((column) => [column, 'numeric'])),
    targets: {
      digit: { kind: 'multiclass', classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
      parity: { kind: 'binary', classes: ['even', 'odd'] },
    },
  });
});
