import type { Table } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { repeatedRows } from '../table/repeated-rows.ts';
import { stacked } from '../table/stacked.ts';
import { withColumns } from '../table/with-columns.ts';

const repository =
  'https://raw.githubusercontent.com/nhans32/466_group_project/5cdffdda0f7326352b327eb3b02b4e2a288bdf74/data';

const card: DatasetCard = {
  name: 'student-performance',
  title: 'Student performance',
  modality: 'tabular',
  arrival: 'download',
  examples: 1044,
  tasks: [
    { name: 'first-grade', kind: 'regression', meaning: 'the grade of the first period, from 0 to 20' },
    { name: 'second-grade', kind: 'regression', meaning: 'the grade of the second period, from 0 to 20' },
    { name: 'final-grade', kind: 'regression', meaning: 'the final grade, from 0 to 20' },
  ],
  split:
    'by student, at random: about 60 % training, 20 % validation, 20 % test; a student who takes both courses is in one split',
  licence: 'CC BY 4.0',
  source: 'UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/320/student+performance',
  citation:
    'P. Cortez, A. Silva. Using data mining to predict secondary school student performance. FUBUTEC 2008. https://doi.org/10.24432/C5TG7T',
  description:
    'Two courses, mathematics (395 rows) and Portuguese (649), at two Portuguese schools: family, work of the parents, time to study and for friends, earlier failures, absences, alcohol. No grade is an input of another.',
  caution:
    'Students are not named: those with the same school, sex, age, home, family, parents, reason, nursery and internet are taken for one, as its authors do.',
  files: [
    {
      path: 'student-mat.csv',
      urls: [`${repository}/student-mat.csv`],
      bytes: 41_983,
      sha256: '659f3984643c2def53ba5e49f551c6ce3657039f9c25306cacb8f43b818a5190',
    },
    {
      path: 'student-por.csv',
      urls: [`${repository}/student-por.csv`],
      bytes: 68_558,
      sha256: '3fb408fe4b66d4cdb90ad4ec5e3fb6de94ba662d0471a3d46c03da483069f76b',
    },
  ],
};

const person = 'school sex age address famsize Pstatus Medu Fedu Mjob Fjob reason nursery internet'.split(' ');
const numeric = 'age Medu Fedu traveltime studytime failures famrel freetime goout Dalc Walc health absences'.split(
  ' ',
);
const categorical =
  'course school sex address famsize Pstatus Mjob Fjob reason guardian schoolsup famsup paid activities nursery higher internet romantic'.split(
    ' ',
  );

/** Students of two courses: the grades of two periods, and the final grade. */
export const studentPerformance: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const read = async (path: string, course: string): Promise<Table> => {
    const table = await readCsv(file(path));
    return withColumns(name, table, { course: new Array<string>(table.rows).fill(course) });
  };
  const table = stacked(name, [
    await read('student-mat.csv', 'mathematics'),
    await read('student-por.csv', 'Portuguese'),
  ]);
  return fromTable({
    name,
    seed,
    size,
    table: withColumns(name, table, { student: repeatedRows(table, person) }),
    split: { group: 'student' },
    inputs: Object.fromEntries([
      ...numeric.map((column) => [column, 'numeric'] as const),
      ...categorical.map((column) => [column, 'categorical'] as const),
    ]),
    targets: {
      'first-grade': { kind: 'regression', column: 'G1' },
      'second-grade': { kind: 'regression', column: 'G2' },
      'final-grade': { kind: 'regression', column: 'G3' },
    },
  });
});
