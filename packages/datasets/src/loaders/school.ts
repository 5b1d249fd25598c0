import { type Columns, DataError } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { type MatMatrix, matricesIn } from '../parse/mat-matrices.ts';
import { readMat } from '../parse/read-mat.ts';

const schools = 139;
const width = 28;

const card: DatasetCard = {
  name: 'school',
  title: 'Exam scores of 139 schools',
  modality: 'tabular',
  arrival: 'download',
  examples: 15_362,
  tasks: Array.from({ length: schools }, (_, index) => ({
    name: `school-${index + 1}`,
    kind: 'regression',
    meaning: 'the exam score of a student of this school; missing for those of others',
  })),
  split: 'at random: 60 % training, 20 % validation, 20 % test',
  licence: 'none stated; the file is of MALSAR (GPL-3.0)',
  source: 'Inner London Education Authority; MALSAR, https://github.com/jiayuzhou/MALSAR',
  citation:
    'A. Argyriou, T. Evgeniou, M. Pontil. Convex multi-task feature learning. Machine Learning 2008. J. Zhou, J. Chen, J. Ye. MALSAR: Multi-tAsk Learning via StructurAl Regularization. Arizona State University 2011.',
  description:
    'Students of 139 secondary schools in London of 1985 to 1987, with the year, traits of the school and of the student as 28 numbers, most of them 0 or 1, the last of them always 1. Each school is a task: the oldest test of multi-task ' +
    'learning.',
  caution: 'With 22 to 251 students a school, scores of single tasks are mostly chance: look at the mean over tasks.',
  files: [
    {
      path: 'school.mat',
      urls: [
        'https://raw.githubusercontent.com/jiayuzhou/MALSAR/ca3d55b878cc4113f0d9603e8ac46538aeb1ecd9/data/school.mat',
      ],
      bytes: 44_759,
      sha256: '57fb3238fdd03a9aa17276e2ce18d9bbb5d128c3261e794fe6233b58b6909068',
    },
  ],
};

/** Students of 139 schools: the exam scores of each school. */
export const school: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const { name } = card;
  const path = file('school.mat');
  const variables = await readMat(name, path);
  const where = `${name}: ${path}`;
  const inputs = matricesIn(where, variables, 'X');
  const scores = matricesIn(where, variables, 'Y');
  checkShapes(where, inputs, scores);
  const names = Array.from({ length: width }, (_, index) => `x${index + 1}`);
  const rows = inputs.reduce((sum, own) => sum + own.rows, 0);
  const columns = Object.fromEntries([
    ...names.map((column, index) => [column, concatenated(inputs.map((own) => own.column(index)))] as const),
    ...labelsOf(scores, rows),
  ]) satisfies Columns;
  return fromTable({
    name,
    seed,
    size,
    table: columns,
    inputs: Object.fromEntries(names.map((column) => [column, 'numeric'])),
    targets: Object.fromEntries(card.tasks.map((task) => [task.name, 'regression'])),
  });
});

function checkShapes(where: string, inputs: readonly MatMatrix[], scores: readonly MatMatrix[]): void {
  if (inputs.length !== schools || scores.length !== schools) {
    throw new DataError(
      `${where}: must have X and Y of ${schools} schools, received ${inputs.length} and ${scores.length}.`,
    );
  }
  inputs.forEach(({ rows, columns }, index) => {
    const own = scores[index];
    if (columns === width && own?.rows === rows && own.columns === 1) return;
    const received = `${rows} × ${columns} and ${own?.rows ?? 0} × ${own?.columns ?? 0}`;
    throw new DataError(
      `${where}: school ${index + 1} must have X of n × ${width} and Y of n × 1, received ${received}.`,
    );
  });
}

/** A column of labels for each school, missing for the students of others. */
function labelsOf(scores: readonly MatMatrix[], rows: number): readonly (readonly [string, Float64Array])[] {
  let from = 0;
  return scores.map((own, index) => {
    const labels = new Float64Array(rows).fill(Number.NaN);
    labels.set(own.column(0), from);
    from += own.rows;
    return [`school-${index + 1}`, labels];
  });
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}
