import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { plainFile } from '../readers/plain-file.ts';
import { dateParts } from '../table/date-parts.ts';
import { namedCodes } from '../table/named-codes.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { rowsLater } from '../table/rows-later.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const card: DatasetCard = {
  name: 'bike-sharing',
  title: 'Bike rentals by the hour, Washington',
  modality: 'tabular',
  arrival: 'download',
  examples: 17_379,
  tasks: [
    { name: 'casual', kind: 'regression', meaning: 'riders without a subscription in the hour: log(1 + riders)' },
    { name: 'registered', kind: 'regression', meaning: 'riders with a subscription in the hour: log(1 + riders)' },
    {
      name: 'next-weather',
      kind: 'multiclass',
      meaning: 'the weather of the next hour: clear, mist, rain or snow; missing in 76 hours',
    },
  ],
  split: 'by time: the last 20 % of the hours are the test, the 20 % before them the validation',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/275/bike+sharing+dataset',
  citation:
    'H. Fanaee-T, J. Gama. Event labeling combining ensemble detectors and background knowledge. Progress in Artificial Intelligence 2013. ' +
    'https://doi.org/10.24432/C5W894',
  description:
    'Every hour of 2011 and 2012 with at least one rental: time of day, day of the week and of the year, holiday, weather, temperature as it is and as it feels, humidity, wind.',
  caution:
    'The sum of both kinds of riders is in the file and no input. Rentals grew from year to year, so the test hours have more than the training hours.',
  files: [
    plainFile({
      path: 'hour.csv.gz',
      urls: [
        'https://raw.githubusercontent.com/Sallu110/Bike-sharing-demand-project/b8c2c3a60a15d5082c4143d8a3f09206668642fd/dataset.csv',
      ],
      bytes: 1_156_742,
      sha256: '579e7f4929e745905ae51493d8170b37dbbb3599d3c27d921143e5056a7f10d6',
    }),
  ],
};

const hour = 1 / 24;
/** The file's fourth kind, heavy rain or snow, was seen in three hours. */
const weathers = { 1: 'clear', 2: 'mist', 3: 'rain or snow', 4: 'rain or snow' };

/** Bike rentals by the hour: both kinds of riders, and the next hour's weather. */
export const bikeSharing: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const table = await readCsv(file('hour.csv.gz'));
  const hours = numbersIn(name, table, 'hour');
  // Dates are written day first: 31/12/2012.
  const days = textsIn(table, 'date').map((text) => (text ?? '').split('/').reverse().join('-'));
  const dated = withColumns(name, table, { day: days });
  const time = numbersIn(name, dated, 'day').map((day, row) => day + (hours[row] ?? 0) * hour);
  const timed = withColumns(name, table, { time });
  const weather = namedCodes(name, table, 'weather', weathers);
  const log = (column: string): Float64Array => numbersIn(name, table, column).map(Math.log1p);
  const parts = dateParts(name, timed, 'time', ['hour', 'weekday', 'yearday']);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, timed, {
      ...parts,
      weather,
      casual: log('casual'),
      registered: log('registered'),
      'next-weather': Array.from(rowsLater({ times: time }, hour, hour / 2), (row) => weather[row] ?? null),
    }),
    split: { time: 'time' },
    inputs: {
      ...Object.fromEntries(Object.keys(parts).map((column) => [column, 'numeric'])),
      year: 'numeric',
      holiday: 'numeric',
      workingday: 'numeric',
      weather: 'categorical',
      temp: 'numeric',
      atemp: 'numeric',
      humidity: 'numeric',
      windspeed: 'numeric',
    },
    targets: {
      casual: 'regression',
      registered: 'regression',
      'next-weather': { kind: 'multiclass', classes: ['clear', 'mist', 'rain or snow'] },
    },
  });
});
