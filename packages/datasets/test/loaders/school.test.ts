import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { classBalance, datasets } from '../../src/index.ts';
import { at } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';
import { matFile, type WrittenMatrix } from '../support/write-mat.ts';

const temporary = temporaryFolder();
const stream = random(2);
/** Schools in the published form, which could not be had here: X and Y are cell arrays of a matrix for each school. */
const schools = Array.from({ length: 139 }, (_, index): { X: WrittenMatrix; Y: WrittenMatrix } => {
  const rows = 22 + (index % 5);
  const columns = Array.from({ length: 28 }, () => Array.from({ length: rows }, () => stream.integer(2)));
  const scores = Array.from({ length: rows }, (_row, row) => 10 * at(at(columns, 0), row) + (row % 7) + index + 1);
  return { X: { rows, columns }, Y: { rows, columns: [scores] } };
});
const students = schools.reduce((sum, { X }) => sum + X.rows, 0);

it('reads a cell of students and one of scores, a task for each school', async () => {
  const [X, Y] = [schools.map((own) => own.X), schools.map((own) => own.Y)];
  writeFileSync(join(temporary(), 'school.mat'), matFile({ X, Y }));
  const dataset = await datasets.school.load({ folder: temporary() });
  expect(sizesOf(dataset).reduce((sum, size) => sum + size, 0)).toBe(students);
  expect(dataset.tasks).toHaveLength(139);
  schools.forEach(({ Y: { columns } }, index) => {
    const [scores = []] = columns;
    expect(
      labelsIn(dataset, `school-${index + 1}`)
        .map(Math.round)
        .sort(),
    ).toEqual(Array.from(scores).sort());
  });
  for (const { splits } of classBalance(dataset)) expect(splits.train.labelled).toBeGreaterThan(0);
  const { first, last } = await losses(dataset);
  expect(last).toBeLessThan(first);
});

it('says which school is not of the form', async () => {
  const X = schools.map((own) => own.X);
  writeFileSync(join(temporary(), 'school.mat'), matFile({ X, Y: X }));
  await expect(datasets.school.load({ folder: temporary() })).rejects.toThrow(
    /school\.mat: school 1 must have X of n × 28 and Y of n × 1, received 22 × 28 and 22 × 28\.$/,
  );
  writeFileSync(join(temporary(), 'school.mat'), matFile({ X, Y: X.slice(1) }));
  await expect(datasets.school.load({ folder: temporary() })).rejects.toThrow(
    /must have X and Y of 139 schools, received 139 and 138\.$/,
  );
});
