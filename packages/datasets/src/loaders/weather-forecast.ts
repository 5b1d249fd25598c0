import { accuracy, auc, type Columns, type Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { dataFile } from '../parse/data-file.ts';
import { dateParts } from '../table/date-parts.ts';
import { numbersIn } from '../table/numbers-in.ts';
import { numbersAt, rowsLater } from '../table/rows-later.ts';
import { selectRows } from '../table/select-rows.ts';
import { stacked } from '../table/stacked.ts';
import { textsIn } from '../table/texts-in.ts';
import { withColumns } from '../table/with-columns.ts';

const weathers = ['drizzle', 'fog', 'rain', 'snow', 'sun'];

const card: DatasetCard = {
  name: 'weather-forecast',
  title: 'Tomorrow’s weather in Seattle and New York',
  modality: 'tabular',
  arrival: 'embedded',
  examples: 2916,
  tasks: [
    { name: 'warmest', kind: 'regression', meaning: 'tomorrow’s highest temperature, in °C' },
    { name: 'coldest', kind: 'regression', meaning: 'tomorrow’s lowest temperature, in °C' },
    { name: 'wind', kind: 'regression', meaning: 'tomorrow’s mean wind, in metres a second' },
    { name: 'precipitation', kind: 'regression', meaning: 'tomorrow’s precipitation: log(1 + millimetres)' },
    { name: 'wet', kind: 'binary', meaning: 'any precipitation tomorrow (37 %)' },
    { name: 'weather', kind: 'multiclass', meaning: weathers.join(', ') },
  ],
  split:
    'by date: the last 20 % of the days are the test, the 20 % before them the validation; days of both towns go together',
  licence: 'public domain: a work of the US Government (NOAA)',
  source: 'npm vega-datasets@3.2.1 (data/weather.csv, https://www.ncei.noaa.gov)',
  citation:
    'NOAA National Centers for Environmental Information. Daily observations of Seattle and New York, 2012 to 2015.',
  description:
    'Each day of 2012 to 2015 in two towns with the two days before it: temperatures, wind and precipitation, today’s weather, the day of the year and the town. Six things of tomorrow are to be predicted.',
  caution:
    'With equal weights some tasks are worse together than alone: a good bed for testing strategies. Snow, fog and drizzle are rare.',
};

const day = 1;
const measures = ['precipitation', 'temp_max', 'temp_min', 'wind'];

/** Two towns: tomorrow's temperatures, wind, precipitation and weather from three days. */
export const weatherForecast: DatasetEntry = defineDataset(card, async ({ seed, size }) => {
  const { name } = card;
  const read = async (file: string, town: string): Promise<Table> => {
    const table = await readCsv(dataFile(name, file));
    return withColumns(name, table, { town: new Array<string>(table.rows).fill(town) });
  };
  const towns = [await read('seattle-weather.csv', 'Seattle'), await read('new-york-weather.csv.gz', 'New York')];
  const table = stacked(name, towns);
  const timeline = { times: numbersIn(name, table, 'date'), series: textsIn(table, 'town') };
  const [before, yesterday, tomorrow] = [-2, -1, 1].map((days) => rowsLater(timeline, days * day, 0)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const past = Object.fromEntries(
    measures.flatMap((column) => {
      const values = measure(table, column);
      return [
        [column, values],
        [`${column}-yesterday`, numbersAt(values, yesterday)],
        [`${column}-before`, numbersAt(values, before)],
      ] as const;
    }),
  );
  const season = dateParts(name, table, 'date', ['yearday']);
  const windows = withColumns(name, table, { ...past, ...season, ...targetsOf(table, tomorrow) });
  const whole = [before, tomorrow];
  return fromTable({
    name,
    seed,
    size,
    table: selectRows(windows, (row) => whole.every((rows) => (rows[row] ?? -1) >= 0)),
    split: { time: 'date' },
    inputs: Object.fromEntries([
      ...Object.keys({ ...past, ...season }).map((column) => [column, 'numeric'] as const),
      ...['weather', 'town'].map((column) => [column, 'categorical'] as const),
    ]),
    targets: {
      warmest: 'regression',
      coldest: 'regression',
      wind: { kind: 'regression', column: 'next-wind' },
      precipitation: { kind: 'regression', column: 'next-precipitation' },
      wet: { kind: 'binary', classes: ['dry', 'wet'], metrics: [auc(), accuracy()] },
      weather: { kind: 'multiclass', column: 'next-weather', classes: weathers },
    },
  });
});

/** A measure of each day; of precipitation, log(1 + millimetres). */
function measure(table: Table, column: string): Float64Array {
  const values = numbersIn(card.name, table, column);
  return column === 'precipitation' ? values.map(Math.log1p) : values;
}

function targetsOf(table: Table, tomorrow: Int32Array): Columns {
  const next = (column: string): Float64Array => numbersAt(measure(table, column), tomorrow);
  const weather = textsIn(table, 'weather');
  const rain = next('precipitation');
  return {
    warmest: next('temp_max'),
    coldest: next('temp_min'),
    'next-wind': next('wind'),
    'next-precipitation': rain,
    wet: Array.from(rain, (fallen) => (fallen > 0 ? 'wet' : 'dry')),
    'next-weather': Array.from(tomorrow, (row) => weather[row] ?? null),
  };
}
