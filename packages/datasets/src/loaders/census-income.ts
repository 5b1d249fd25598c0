import { accuracy, auc, type Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry, FileLoadOptions } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import type { FromTableOptions } from '../from-table-options.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { namedCodes } from '../table/named-codes.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const uci = 'https://archive.ics.uci.edu/ml/machine-learning-databases/census-income-mld';
const sample = 'census-income.sample';

const card: DatasetCard = {
  name: 'census-income',
  title: 'Census income (KDD)',
  modality: 'tabular',
  arrival: 'download',
  examples: 299_285,
  tasks: [
    { name: 'income', kind: 'binary', meaning: 'more than 50,000 dollars a year (6 %)' },
    { name: 'never-married', kind: 'binary', meaning: 'was never married' },
  ],
  split: 'the published test file (99,762 rows); of the other 199,523 rows, a tenth at random for validation',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/117/census+income+kdd',
  citation:
    'Census-Income (KDD). UCI Machine Learning Repository 2000. https://doi.org/10.24432/C5N30T. The two tasks: J. Ma, Z. Zhao, X. Yi, J. Chen, L. Hong, E. H. Chi. Modeling Task ' +
    'Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts. KDD 2018.',
  description:
    'Persons of the surveys of the United States of 1994 and 1995: age, work, education, wage, union, capital gains and losses, dividends, migration, birth, citizenship, weeks worked. ' +
    'The pair of tasks of the papers of MMoE and PLE.',
  caution:
    'Marital status, tax filing, and both columns of the place in the household, which all say who was never married, are no inputs; published experiments keep the last three, so their ' +
    'AUC of never-married (0.99) is another task. Race and sex are inputs. Files of the form of DeepCTR’s sample of 200 rows (census-income.sample) are read as well, and dealt at random.',
  files: [
    { path: 'census-income.data.gz', urls: [`${uci}/census-income.data.gz`] },
    { path: 'census-income.test.gz', urls: [`${uci}/census-income.test.gz`] },
  ],
};

/** The columns of the file and how they are used: n numeric, c categorical, a dash for none. */
const uses =
  'age:n class-of-worker:c industry:c occupation:c education:c wage-per-hour:n enrolled:c marital-status:- major-industry:c major-occupation:c race:c hispanic-origin:c sex:c ' +
  'union:c unemployment:c employment:c capital-gains:n capital-losses:n dividends:n tax-filer:- previous-region:c previous-state:c household-detail:- household:- weight:- ' +
  'migration-msa:c migration-region:c migration-within:c same-house:c sunbelt:c persons-worked-for:n family-under-18:c birth-father:c birth-mother:c birth-self:c citizenship:c ' +
  'own-business:c veterans-form:c veterans-benefits:c weeks-worked:n year:c income:-';
const columns = uses.split(' ').map((use) => use.split(':') as [string, string]);
const names = columns.map(([name]) => name);
const kinds: Readonly<Record<string, string>> = { n: 'numeric', c: 'categorical' };

const common = {
  name: card.name,
  inputs: Object.fromEntries(columns.flatMap(([name, use]) => (kinds[use] === undefined ? [] : [[name, kinds[use]]]))),
  targets: {
    income: { kind: 'binary', classes: ['<=50K', '>50K'], metrics: [auc(), accuracy()] },
    'never-married': { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] },
  },
} satisfies Omit<FromTableOptions, 'table'>;

const published = defineDataset(card, async ({ seed, size }, file) =>
  fromTable({
    ...common,
    seed,
    size,
    table: await readRows(file('census-income.data.gz'), names),
    testTable: await readRows(file('census-income.test.gz'), names),
    validation: 0.1,
  }),
);

const ofSample = defineDataset({ ...card, files: [{ path: sample, urls: [] }] }, async ({ seed, size }, file) => ({
  ...fromTable({ ...common, seed, size, table: await readRows(file(sample), ['row', ...names]) }),
}));

/** Census income: income and marital status of persons in two surveys. */
export const censusIncome: DatasetEntry = {
  ...published,
  load: (options) => (hasSample(options) ? ofSample : published).load(options),
};

function hasSample({ folder }: FileLoadOptions = {}): boolean {
  if (folder === undefined) return false;
  const node = nodeProcess(card.name);
  return node.getBuiltinModule('node:fs').existsSync(node.getBuiltinModule('node:path').join(folder, sample));
}

async function readRows(path: string, header: readonly string[]): Promise<Table> {
  const where = `${card.name}: ${path}`;
  const table = await readCsv(path, { columns: header, header: false, delimiter: ',', missing: ['?'] });
  return withColumns(where, table, {
    income: namedCodes(where, table, 'income', { '- 50000.': '<=50K', '50000+.': '>50K' }),
    'never-married': textsIn(table, 'marital-status').map((status) =>
      status === null ? null : status === 'Never married' ? 'yes' : 'no',
    ),
  });
}
