import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';

const card: DatasetCard = {
  name: 'parkinsons',
  title: 'Parkinson’s telemonitoring',
  modality: 'tabular',
  arrival: 'download',
  examples: 5875,
  tasks: [
    { name: 'motor', kind: 'regression', meaning: 'the motor score of UPDRS, from 0 to 108' },
    { name: 'total', kind: 'regression', meaning: 'the total score of UPDRS, from 0 to 176' },
  ],
  split:
    'by subject, at random: about 60 % training, 20 % validation, 20 % test of the recordings; no subject is in two splits',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/189/parkinsons+telemonitoring',
  citation:
    'A. Tsanas, M. A. Little, P. E. McSharry, L. O. Ramig. Accurate telemonitoring of Parkinson’s disease progression by non-invasive speech tests. IEEE Transactions on Biomedical ' +
    'Engineering 2010. https://doi.org/10.24432/C5ZS3N',
  description:
    'Recordings of the voices of 42 people with early Parkinson’s disease over six months, at home: 16 measures of jitter, shimmer, noise and other dynamics; the clinical scores are interpolated between three visits.',
  caution:
    'There are 42 subjects, so what holds of another 42 is not known. Published results by random splits of recordings, where a model knows the voice of the subject, are far better than these. Age, sex ' +
    'and time, which nearly name a subject, are no inputs.',
  files: [
    {
      path: 'parkinsons_updrs.data',
      urls: [
        'https://archive.ics.uci.edu/ml/machine-learning-databases/parkinsons/telemonitoring/parkinsons_updrs.data',
      ],
      bytes: 911_261,
      sha256: 'f2c7d5025dec4e92e7feae367a5f7ccf58789a10ac6b54bdf15976c599f9dd39',
    },
  ],
};

const voice = [
  ...['Jitter(%)', 'Jitter(Abs)', 'Jitter:RAP', 'Jitter:PPQ5', 'Jitter:DDP'],
  ...['Shimmer', 'Shimmer(dB)', 'Shimmer:APQ3', 'Shimmer:APQ5', 'Shimmer:APQ11', 'Shimmer:DDA'],
  ...['NHR', 'HNR', 'RPDE', 'DFA', 'PPE'],
];

/** Voices of people with Parkinson's disease: two clinical scores. */
export const parkinsons: DatasetEntry = defineDataset(card, async ({ seed, size }, file) =>
  fromTable({
    name: card.name,
    seed,
    size,
    table: await readCsv(file('parkinsons_updrs.data')),
    split: { group: 'subject#' },
    inputs: Object.fromEntries(voice.map((column) => [column, 'numeric'])),
    targets: {
      motor: { kind: 'regression', column: 'motor_UPDRS' },
      total: { kind: 'regression', column: 'total_UPDRS' },
    },
  }),
);
