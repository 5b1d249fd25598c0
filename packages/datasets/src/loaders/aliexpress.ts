import { accuracy, auc, DataError, type Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { namedCodes } from '../table/named-codes.ts';
import { withColumns } from '../table/with-columns.ts';

const trainRows = 500_000;
const testRows = 200_000;

const card: DatasetCard = {
  name: 'aliexpress',
  title: 'AliExpress searches',
  modality: 'tabular',
  arrival: 'folder',
  examples: trainRows + testRows,
  tasks: [
    { name: 'click', kind: 'binary', meaning: 'the item that was shown is clicked (about 2 %)' },
    { name: 'conversion', kind: 'binary', meaning: 'it is clicked and bought (less than 1 in 1,000)' },
  ],
  split:
    'the published test file; of the training file, the items of a tenth of the searches, at random, for validation; the first 500,000 rows of the one, 200,000 of the other',
  licence: 'of Alibaba (Tianchi): for research; nobody may pass it on',
  source:
    'https://tianchi.aliyun.com/dataset/74690, as MTReclib prepares it: https://github.com/easezyc/Multitask-Recommendation-Library',
  citation:
    'P. Li, R. Li, Q. Da, A.-X. Zeng, L. Zhang. Improving multi-scenario learning to rank in e-commerce by exploiting task relationships in the label space. CIKM 2020.',
  description:
    'Items that a search on AliExpress showed to users of one country (a folder for each: AliExpress_NL, _ES, _FR, _US): 16 categories and 63 numbers of user and item, whose meaning is not told. Conversion is of those shown, not of those ' +
    'clicked.',
  caution:
    'Labels are rare and nested: nothing is bought without a click. Look at AUC. A country has millions of rows, of which only the first are read.',
  files: [
    { path: 'train.csv', urls: [] },
    { path: 'test.csv', urls: [] },
  ],
};

const categories = Array.from({ length: 16 }, (_, index) => `categorical_${index + 1}`);
const numbers = Array.from({ length: 63 }, (_, index) => `numerical_${index + 1}`);
const answers = { 0: 'no', 1: 'yes' };

/** Searches on AliExpress: what is clicked, and what is bought. */
export const aliexpress: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const read = async (path: string, maxRows: number): Promise<Table> => {
    const table = await readCsv(file(path), { delimiter: ',', maxRows, maxBytes: Number.POSITIVE_INFINITY });
    const where = `${name}: ${file(path)}`;
    const click = namedCodes(where, table, 'click', answers);
    const conversion = namedCodes(where, table, 'conversion', answers);
    const impossible = conversion.findIndex((bought, row) => bought === 'yes' && click[row] === 'no');
    if (impossible >= 0) {
      throw new DataError(`${where}, ${table.describeRow(impossible)}: an item that is bought must have been clicked.`);
    }
    return withColumns(name, table, { click, conversion });
  };
  return fromTable({
    name,
    seed,
    size,
    table: await read('train.csv', trainRows),
    testTable: await read('test.csv', testRows),
    split: { group: 'search_id' },
    validation: 0.1,
    inputs: Object.fromEntries([
      ...categories.map((column) => [column, 'categorical'] as const),
      ...numbers.map((column) => [column, 'numeric'] as const),
    ]),
    targets: {
      click: { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
      conversion: { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});
