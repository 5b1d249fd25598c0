import { DataError, type Table, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { fromTable } from '../from-table.ts';
import { matricesIn } from '../parse/mat-matrices.ts';
import { readMat } from '../parse/read-mat.ts';
import { selectRows } from '../table/select-rows.ts';

const site = 'http://www.gaussianprocess.org/gpml/data';
const joints = 7;

const card: DatasetCard = {
  name: 'sarcos',
  title: 'SARCOS: the torques of a robot arm',
  modality: 'tabular',
  arrival: 'download',
  examples: 48_933,
  tasks: Array.from({ length: joints }, (_, index) => ({
    name: `torque-${index + 1}`,
    kind: 'regression',
    meaning: `the torque of joint ${index + 1}`,
  })),
  split:
    'the published test file (4,449 rows); of the other 44,484 rows, those that are in the test file are left out, and a tenth of the rest at random is for validation',
  licence: 'none stated: published with a book for research',
  source: 'S. Vijayakumar, S. Schaal; http://www.gaussianprocess.org/gpml/data/',
  citation:
    'C. E. Rasmussen, C. K. I. Williams. Gaussian Processes for Machine Learning. MIT Press 2006. S. Vijayakumar, A. D’Souza, S. Schaal. Incremental online learning in high dimensions. Neural Computation 2005.',
  description:
    'The inverse dynamics of an arm of seven joints: positions, velocities and accelerations of all joints give the torques.',
  caution:
    'Rows of the test file are in the training file too, as is known of it: published errors that train on them are too small. The examples count those rows once more.',
  files: [
    { path: 'sarcos_inv.mat', urls: [`${site}/sarcos_inv.mat`] },
    { path: 'sarcos_inv_test.mat', urls: [`${site}/sarcos_inv_test.mat`] },
  ],
};

const inputs = ['position', 'velocity', 'acceleration'].flatMap((what) =>
  Array.from({ length: joints }, (_, index) => `${what}-${index + 1}`),
);
const torques = card.tasks.map(({ name }) => name);

/** A robot arm: seven torques from the movement of its joints. */
export const sarcos: DatasetEntry = defineDataset(card, async ({ seed, size }, file) => {
  const train = await readTable(file('sarcos_inv.mat'), 'sarcos_inv');
  const test = await readTable(file('sarcos_inv_test.mat'), 'sarcos_inv_test');
  const tested = new Set(keysOf(test));
  const keys = keysOf(train);
  return fromTable({
    name: card.name,
    seed,
    size,
    table: selectRows(train, (row) => !tested.has(keys[row] ?? '')),
    testTable: test,
    validation: 0.1,
    inputs: Object.fromEntries(inputs.map((column) => [column, 'numeric'])),
    targets: Object.fromEntries(torques.map((task) => [task, 'regression'])),
  });
});

async function readTable(path: string, variable: string): Promise<Table> {
  const where = `${card.name}: ${path}`;
  const [matrix] = matricesIn(where, await readMat(card.name, path), variable);
  const names = [...inputs, ...torques];
  if (matrix?.columns !== names.length) {
    throw new DataError(`${where}: ${variable} must have ${names.length} columns, received ${matrix?.columns ?? 0}.`);
  }
  return toTable(where, Object.fromEntries(names.map((name, index) => [name, matrix.column(index)])));
}

/** What tells a row from others: its numbers. */
function keysOf(table: Table): readonly string[] {
  const columns = table.columns.map((name) => table.cells(name));
  return Array.from({ length: table.rows }, (_, row) => columns.map((cells) => String(cells[row])).join(' '));
}
