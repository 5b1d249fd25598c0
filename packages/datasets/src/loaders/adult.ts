import { accuracy, auc, type Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const uci = 'https://archive.ics.uci.edu/ml/machine-learning-databases/adult';

const card: DatasetCard = {
  name: 'adult',
  title: 'Adult (census income)',
  modality: 'tabular',
  arrival: 'download',
  examples: 48_842,
  tasks: [
    { name: 'income', kind: 'binary', meaning: 'more than 50,000 dollars a year (24 %)' },
    { name: 'never-married', kind: 'binary', meaning: 'was never married (33 %)' },
  ],
  split: 'the published test file (16,281 rows); of the other 32,561 rows, a tenth at random for validation',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/2/adult',
  citation: 'B. Becker, R. Kohavi. Adult. UCI Machine Learning Repository 1996. https://doi.org/10.24432/C5XW20',
  description:
    'Persons of the census of the United States of 1994: age, work, years of education, occupation, race, sex, capital gains and losses, ' +
    'hours and country. Marital status and relationship, which both say who is married, are no inputs.',
  caution: 'Incomes of 1994, sampled with unequal chances; race and sex are inputs.',
  files: [
    {
      path: 'adult.data',
      urls: [`${uci}/adult.data`],
      bytes: 3_974_305,
      sha256: '5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d',
    },
    {
      path: 'adult.test',
      urls: [`${uci}/adult.test`],
      bytes: 2_003_153,
      sha256: 'a2a9044bc167a35b2361efbabec64e89d69ce82d9790d2980119aac5fd7e9c05',
    },
  ],
};

const columns =
  'age workclass weight education education-years marital-status occupation relationship race sex capital-gain capital-loss hours country income'.split(
    ' ',
  );

/** Adult: income and marital status of persons in a census. */
export const adult: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const read = async (path: string, skipLines: number): Promise<Table> => {
    const table = await readCsv(file(path), { columns, header: false, skipLines, missing: ['?'] });
    return withColumns(name, table, {
      income: textsIn(table, 'income').map((text) => text?.replace('.', '')), // Those of the test file end with a dot.
      'never-married': textsIn(table, 'marital-status').map((text) => (text === 'Never-married' ? 'yes' : 'no')),
    });
  };
  return fromTable({
    name,
    seed,
    size,
    table: await read('adult.data', 0),
    testTable: await read('adult.test', 1),
    validation: 0.1,
    inputs: {
      age: 'numeric',
      workclass: 'categorical',
      'education-years': 'numeric',
      occupation: 'categorical',
      race: 'categorical',
      sex: 'categorical',
      'capital-gain': 'numeric',
      'capital-loss': 'numeric',
      hours: 'numeric',
      country: 'categorical',
    },
    targets: {
      income: { kind: 'binary', classes: ['<=50K', '>50K'], metrics: [auc(), accuracy()] },
      'never-married': { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
    },
  });
});
