import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { withColumns } from '../table/with-columns.ts';

const repository = 'https://raw.githubusercontent.com/scikit-learn/scikit-learn/1.2.1/sklearn/datasets/data';

const card: DatasetCard = {
  name: 'linnerud',
  title: 'Linnerud: exercises and bodies',
  modality: 'tabular',
  arrival: 'download',
  examples: 20,
  tasks: [
    { name: 'weight', kind: 'regression', meaning: 'in pounds' },
    { name: 'waist', kind: 'regression', meaning: 'in inches' },
    { name: 'pulse', kind: 'regression', meaning: 'in beats a minute' },
  ],
  split: 'at random: 12 training, 4 validation and 4 test rows',
  licence: 'BSD-3-Clause (scikit-learn)',
  source: 'scikit-learn, https://scikit-learn.org/stable/datasets/toy_dataset.html#linnerrud-dataset',
  citation: 'M. Tenenhaus. La régression PLS: théorie et pratique. Technip 1998.',
  description: 'Twenty middle-aged men of a fitness club: chin-ups, sit-ups and jumps that they manage.',
  caution: 'A toy for trying code: four rows of test show nothing of a method.',
  files: [
    {
      path: 'linnerud_exercise.csv',
      urls: [`${repository}/linnerud_exercise.csv`],
      bytes: 212,
      sha256: 'cb8d8c24937643fa2459682efb86c5e667bcd6dd93109eef81964d9e9f11bf8c',
    },
    {
      path: 'linnerud_physiological.csv',
      urls: [`${repository}/linnerud_physiological.csv`],
      bytes: 219,
      sha256: '2bf7e05c1cd7d0adf0eca1e456941f624bed0a4fc96694d60d0ff7853ec5fcf7',
    },
  ],
};

/** Twenty men: weight, waist and pulse from three exercises. */
export const linnerud: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const exercises = await readCsv(file('linnerud_exercise.csv'), { delimiter: ' ' });
  const bodies = await readCsv(file('linnerud_physiological.csv'), { delimiter: ' ' });
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, exercises, {
      weight: numbersIn(name, bodies, 'Weight'),
      waist: numbersIn(name, bodies, 'Waist'),
      pulse: numbersIn(name, bodies, 'Pulse'),
    }),
    inputs: { Chins: 'numeric', Situps: 'numeric', Jumps: 'numeric' },
    targets: { weight: 'regression', waist: 'regression', pulse: 'regression' },
  });
});
