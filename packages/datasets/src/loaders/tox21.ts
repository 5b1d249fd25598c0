import { accuracy, auc } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { moleculeDataset } from '../readers/molecules.ts';
import { namedCodes } from '../table/named-codes.ts';
import type { TargetOptions } from '../table/targets.ts';
import { withColumns } from '../table/with-columns.ts';

const assays = {
  'NR-AR': 'the androgen receptor',
  'NR-AR-LBD': 'the androgen receptor, its binding domain',
  'NR-AhR': 'the aryl hydrocarbon receptor',
  'NR-Aromatase': 'aromatase',
  'NR-ER': 'the estrogen receptor',
  'NR-ER-LBD': 'the estrogen receptor, its binding domain',
  'NR-PPAR-gamma': 'the receptor PPAR-γ',
  'SR-ARE': 'the response to oxidation',
  'SR-ATAD5': 'the response to damaged DNA, by ATAD5',
  'SR-HSE': 'the response to heat',
  'SR-MMP': 'the potential of the mitochondrial membrane',
  'SR-p53': 'the response to damaged DNA, by p53',
};

const card: DatasetCard = {
  name: 'tox21',
  title: 'Tox21: toxic molecules',
  modality: 'text',
  arrival: 'download',
  examples: 7881,
  tasks: Object.entries(assays).map(([name, what]) => ({
    name,
    kind: 'binary',
    meaning: `acts on ${what}; partly missing`,
  })),
  split: 'at random: 80 % training, 10 % validation, 10 % test; rows of one molecule are in one split',
  licence: 'public domain: a work of the US Government (NIH); the file is of DeepChem (MIT)',
  source:
    'NIH Tox21 Challenge 2014, https://tripod.nih.gov/tox21/challenge/; DeepChem, https://github.com/deepchem/deepchem',
  citation:
    'R. Huang, M. Xia, D.-T. Nguyen, T. Zhao, S. Sakamuru, J. Zhao et al. Tox21Challenge to build predictive models of nuclear receptor and stress response pathways as mediated by exposure to environmental ' +
    'chemicals and drugs. Frontiers in Environmental Science 2016. https://doi.org/10.3389/fenvs.2015.00085',
  description:
    'Molecules in SMILES, by their characters, and whether each acts in twelve assays of toxicity; 3 to 16 % do, and 7 to 26 % of the labels are missing. The 133 of 8,014 rows with more than 128 characters are left out.',
  caution:
    'Similar molecules are in all splits: a split by scaffold is harder. Report AUC, as accuracy is that of saying no.',
  files: [
    {
      path: 'tox21.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/deepchem/deepchem/fbe3b911a/datasets/tox21.csv.gz',
        'https://deepchemdata.s3-us-west-1.amazonaws.com/datasets/tox21.csv.gz',
      ],
      bytes: 125_310,
      sha256: '48b34e4e59a2bae6f95734cd206c1869ab355f50a5e50bb7371a21f861d5e297',
      contentSha256: '1689278aa402ef8da840be1126c547253338d390cc8526714910a3b2a39fa1c9',
    },
  ],
};

const longest = 128;

/** Molecules by their SMILES: how they act in twelve assays. */
export const tox21: DatasetEntry = defineDataset(card, async (options, file) => {
  const { name } = card;
  const table = await readCsv(file('tox21.csv.gz'));
  const tasks = Object.keys(assays);
  const target: TargetOptions = { kind: 'binary', classes: ['no', 'yes'], metrics: [auc(), accuracy()] };
  const labels = tasks.map((task) => [task, namedCodes(name, table, task, { 0: 'no', 1: 'yes' })] as const);
  return moleculeDataset(
    {
      name,
      table: withColumns(name, table, Object.fromEntries(labels)),
      longest,
      targets: Object.fromEntries(tasks.map((task) => [task, target])),
    },
    options,
  );
});
