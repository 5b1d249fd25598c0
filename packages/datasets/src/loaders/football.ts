import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { dataFile } from '../parse/data-file.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { selectRows } from '../table/select-rows.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'football',
  title: 'Football matches',
  modality: 'tabular',
  arrival: 'embedded',
  examples: 6504,
  tasks: [
    { name: 'home-goals', kind: 'regression', meaning: 'goals of the team at home' },
    { name: 'away-goals', kind: 'regression', meaning: 'goals of the guests' },
    { name: 'result', kind: 'multiclass', meaning: 'home (46 %), draw (24 %) or away (30 %)' },
  ],
  split: 'by date: the last 20 % of the matches are the test, the 20 % before them the validation',
  licence: 'public domain (openfootball)',
  source: 'npm vega-datasets@3.2.1 (data/football.json, https://github.com/openfootball)',
  citation: 'openfootball. Free open public domain football data. https://github.com/openfootball',
  description:
    'Matches of five European leagues from 2013 to 2017, with the division and the two teams, of 116: who is how strong is all that can be learnt. Four of 6,508 matches have no score and are left out.',
  caution:
    'Football is mostly chance: 46 % of the matches are won at home, and 53 % of right results is good. Teams that come up are unknown in the test.',
};

/** Football matches: goals of both teams, and the result. */
export const football: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const all = await readCsv(dataFile(name, 'football.csv.gz'), { delimiter: ',' });
  const played = numbersIn(name, all, 'home-goals');
  const table = selectRows(all, (row) => !Number.isNaN(played[row] ?? Number.NaN));
  const away = numbersIn(name, table, 'away-goals');
  const results = Array.from(numbersIn(name, table, 'home-goals'), (goals, row) => {
    const difference = goals - (away[row] ?? 0);
    return difference === 0 ? 'draw' : difference > 0 ? 'home' : 'away';
  });
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, { result: results }),
    split: { time: 'date' },
    inputs: { division: 'categorical', home: 'categorical', away: 'categorical' },
    targets: {
      'home-goals': 'regression',
      'away-goals': 'regression',
      result: { kind: 'multiclass', classes: ['home', 'draw', 'away'] },
    },
  });
});
