import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { type CsvOptions, describeTable, readCsv, type TableDescription } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';

interface Finding {
  /** How the file is read. */
  readonly options?: CsvOptions;
  /** Columns of a role. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  /** Targets that are suggested, or named, with their kind. */
  readonly targets?: readonly string[];
  /** The targets are these, instead of the suggested ones. */
  readonly named?: readonly string[];
  /** Columns to split by, as groups and as times. */
  readonly groups?: readonly string[];
  readonly times?: readonly string[];
  /** What gives a target away. */
  readonly leaks?: readonly string[];
  /** Whether rows follow each other without a column of times. */
  readonly sequential?: boolean;
  /** What a column is as a target. */
  readonly asTarget?: Readonly<Record<string, string>>;
}

/** What the README of each folder says of its table. */
const findings: Readonly<Record<string, Finding>> = {
  'adult/adult.data': { options: { header: false }, targets: ['column15:binary'] },
  'appliances-energy/energydata_complete.csv.gz': {
    roles: { date: [], repeated: ['rv2'] },
    named: ['Appliances', 'lights'],
    times: ['date'],
  },
  'ashrae-thermal-comfort/db_measurements_v2.1.0.csv.gz': {
    roles: { identifier: ['index', 'record_id', 'building_id', 'subject_id'] },
    targets: [
      'thermal_sensation:regression',
      'thermal_acceptability:binary',
      'thermal_preference:multiclass',
      'thermal_comfort:regression',
      'air_movement_acceptability:binary',
      'air_movement_preference:multiclass',
    ],
    groups: ['building_id', 'subject_id'],
    times: ['timestamp'],
  },
  'bike-sharing/hour.csv.gz': {
    roles: { identifier: ['index'], date: ['date'] },
    targets: ['demand:regression'],
    times: ['date'],
    leaks: ['demand = casual + registered.'],
    asTarget: { demand: 'count', casual: 'count', registered: 'count' },
  },
  'credit-default/default-of-credit-card-clients.csv.gz': { roles: { identifier: ['ID'] }, targets: ['Y:binary'] },
  'goemotions/train.tsv.gz': {
    options: { header: false },
    roles: { text: ['column1'], identifier: ['column3'] },
    asTarget: { column2: 'multilabel' },
  },
  'iranian-churn/customer-churn.csv.gz': { targets: ['Churn:binary'] },
  'mapillary-traffic-signs/labels.csv': {
    roles: { identifier: ['sprite'], group: ['group'] },
    targets: ['meaning:multiclass'],
    groups: ['group'],
  },
  'nih-chest-xray-910/labels.csv': {
    roles: { identifier: ['image'], group: ['patient'], split: ['split'] },
    named: ['pneumonia', 'age', 'sex', 'view'],
    groups: ['patient'],
    leaks: ['source_folder alone predicts pneumonia: 1.000 of 1 beyond chance.'],
    asTarget: { findings: 'multilabel', pneumonia: 'binary', age: 'regression' },
  },
  'restaurant-ratings/places.csv.gz': { options: { encoding: 'windows-1252' }, roles: { empty: ['fax'] } },
  'restaurant-ratings/rating_final.csv.gz': {
    roles: { identifier: ['userID', 'placeID'] },
    targets: ['rating:ordinal', 'food_rating:ordinal', 'service_rating:ordinal'],
    groups: ['userID', 'placeID'],
  },
  'room-occupancy/datatraining.txt.gz': {
    roles: { 'row name': [''], date: [] },
    targets: ['Occupancy:binary'],
    times: ['date'],
  },
  'sklearn-small/diabetes_data_raw.csv.gz': { options: { header: false } },
  'student-performance/student-mat.csv': { targets: ['G1:regression', 'G2:regression', 'G3:regression'] },
  'student-performance/student-por.csv': { targets: ['G1:regression', 'G2:regression', 'G3:regression'] },
  'telco-churn-fictional/Telco-Customer-Churn.csv.gz': {
    roles: { identifier: ['customerID'] },
    targets: ['Churn:binary'],
  },
  'tox21/tox21.csv.gz': { roles: { identifier: ['mol_id', 'smiles'] } },
  'twemoji-images/labels.csv': { roles: { identifier: ['unified'] }, groups: ['name'] },
  'wall-following-robot/sensor_readings_24.csv.gz': { targets: ['OUTPUT:multiclass'], sequential: true },
  'xed-emotion-translation/en-annotated.tsv.gz': {
    options: { header: false },
    asTarget: { column1: 'text', column2: 'multilabel' },
  },
  'xed-emotion-translation/en-de.csv.gz': {
    roles: { group: ['film'], text: ['en', 'de'] },
    groups: ['film'],
  },
};

/** Tables that say nothing more than another one here, or that need a reader of their own. */
const others = [
  'ashrae-thermal-comfort/db_metadata.csv.gz',
  'goemotions/dev.tsv.gz',
  'goemotions/test.tsv.gz',
  'restaurant-ratings/cuisine.csv.gz',
  'room-occupancy/datatest.txt.gz',
  'room-occupancy/datatest2.txt.gz',
  'sklearn-small/breast_cancer.csv',
  'sklearn-small/diabetes_target.csv.gz',
  'sklearn-small/digits.csv.gz',
  'sklearn-small/iris.csv',
  'sklearn-small/linnerud_exercise.csv',
  'sklearn-small/linnerud_physiological.csv',
  'sklearn-small/wine_data.csv',
  ...['es', 'fi', 'fr', 'pt_br'].map((language) => `xed-emotion-translation/en-${language}.csv.gz`),
];

function namesOf({ columns }: TableDescription, role: string): readonly string[] {
  return columns.flatMap((column) => (column.role === role ? [column.name] : []));
}

describeShared('.', (root) => {
  it('has no table that is not described', () => {
    const tables = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(?:csv|tsv|data|txt)(?:\.gz)?$/.test(path),
    );
    const texts = ['labels.txt', 'LICENSE.txt', 'LICENSE-UD.txt', 'neu_en.txt.gz'];
    const named = tables.filter((path) => !texts.some((text) => path.endsWith(text)));
    expect([...Object.keys(findings), ...others].sort()).toEqual(named.sort());
  });

  it.each(Object.keys(findings))('describes %s as its README does', async (path) => {
    const { options = {}, named, ...expected } = findings[path] ?? {};
    const found = describeTable(await readCsv(join(root, path), options), named ? { targets: named } : {});
    for (const [role, names] of Object.entries(expected.roles ?? {})) expect(namesOf(found, role)).toEqual(names);
    if (expected.targets) expect(found.targets.map(({ name, kind }) => `${name}:${kind}`)).toEqual(expected.targets);
    expect(found.groups.map(({ name }) => name)).toEqual(expected.groups ?? []);
    expect(found.times.map(({ name }) => name)).toEqual(expected.times ?? []);
    expect(found.leaks.map(({ reason }) => reason)).toEqual(expected.leaks ?? []);
    expect(found.sequential && found.times.length === 0).toBe(expected.sequential ?? false);
    const kinds = new Map(found.columns.map(({ name, asTarget }) => [name, asTarget?.kind]));
    for (const [name, kind] of Object.entries(expected.asTarget ?? {}))
      expect([name, kinds.get(name)]).toEqual([name, kind]);
  });
});
