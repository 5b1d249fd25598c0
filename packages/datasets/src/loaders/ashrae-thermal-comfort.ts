import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { joined } from '../table/joined.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { selectRows } from '../table/select-rows.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const repository =
  'https://raw.githubusercontent.com/CenterForTheBuiltEnvironment/ashrae-db-II/c527d6115ebadb4725a4e1406b2439a7a1ffd214/v2.1.0';

const card: DatasetCard = {
  name: 'ashrae-thermal-comfort',
  title: 'ASHRAE Global Thermal Comfort Database II',
  modality: 'tabular',
  arrival: 'download',
  examples: 82_969,
  tasks: [
    { name: 'sensation', kind: 'regression', meaning: 'from −3, cold, to 3, hot; known of 82,705' },
    { name: 'preference', kind: 'multiclass', meaning: 'warmer, no change or cooler; known of 70,285' },
    { name: 'acceptable', kind: 'binary', meaning: 'finds it acceptable; known of 49,977' },
    { name: 'comfort', kind: 'regression', meaning: 'from 1, very uncomfortable, to 6; known of 26,948' },
    { name: 'air', kind: 'multiclass', meaning: 'wants less air movement, no change or more; known of 34,047' },
  ],
  split: 'by building, at random: about 60 % training, 20 % validation, 20 % test; no building is in two splits',
  licence: 'CC0 (Dryad); the repository states none and asks to be cited',
  source: 'https://doi.org/10.6078/D1F671; https://github.com/CenterForTheBuiltEnvironment/ashrae-db-II, version 2.1.0',
  citation:
    'V. Földváry Ličina, T. Cheung, H. Zhang, R. de Dear, T. Parkinson, E. Arens et al. Development of the ASHRAE Global Thermal Comfort Database II. Building and Environment 2018. ' +
    'https://doi.org/10.1016/j.buildenv.2018.06.022',
  description:
    'What people in real buildings of all continents say of the air around them, with its temperature, humidity and speed, their clothes and activity, the season, the kind of building and how it is cooled. ' +
    'The 82,969 of 109,033 answers whose measures are complete; most people were asked some of the questions only.',
  caution:
    'Rows of a building are alike: random splits deceive. How questions were asked differs between the studies that are put together here.',
  files: [
    {
      path: 'db_measurements_v2.1.0.csv.gz',
      urls: [`${repository}/db_measurements_v2.1.0.csv.gz`],
      contentSha256: '6fb5cca82df9fd1ba3957c93fe8475ba920a543f63441326b4b35f66e8b11296',
    },
    plainFile({
      path: 'db_metadata.csv.gz',
      urls: [`${repository}/db_metadata.csv`],
      bytes: 226_093,
      sha256: 'af6770a2b469f079cd172bd6632d1ae726a3a663515126816ff6d2d8f51bfc10',
    }),
  ],
};

const measures = ['ta', 'rh', 'met', 'clo', 'vel'];
const answers = {
  sensation: 'thermal_sensation',
  preference: 'thermal_preference',
  acceptable: 'thermal_acceptability',
  comfort: 'thermal_comfort',
  air: 'air_movement_preference',
};

/** What people say of the warmth and air of the rooms that they are in. */
export const ashraeThermalComfort: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const all = await readCsv(file('db_measurements_v2.1.0.csv.gz'));
  const buildings = await readCsv(file('db_metadata.csv.gz'));
  const needed = [...measures.map((column) => numbersIn(name, all, column)), textsIn(all, 'season')];
  const complete = (row: number): boolean =>
    needed.every((cells) => cells[row] !== null && !Number.isNaN(cells[row] ?? Number.NaN));
  const table = selectRows(all, complete, [...measures, 'season', 'building_id', ...Object.values(answers)]);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, {
      ...joined(name, { table, by: 'building_id', other: buildings, columns: ['building_type', 'cooling_type'] }),
    }),
    split: { group: 'building_id' },
    inputs: {
      ...Object.fromEntries(measures.map((column) => [column, 'numeric'])),
      season: 'categorical',
      building_type: 'categorical',
      cooling_type: 'categorical',
    },
    targets: {
      sensation: { kind: 'regression', column: answers.sensation },
      preference: { kind: 'multiclass', column: answers.preference, classes: ['warmer', 'no change', 'cooler'] },
      acceptable: { kind: 'binary', column: answers.acceptable, classes: ['unacceptable', 'acceptable'] },
      comfort: { kind: 'regression', column: answers.comfort },
      air: { kind: 'multiclass', column: answers.air, classes: ['less', 'no change', 'more'] },
    },
  });
});
