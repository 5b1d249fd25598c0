import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

const header =
  'mol_id,smiles,A,B,C,mu,alpha,homo,lumo,gap,r2,zpve,u0,u298,h298,g298,cv,u0_atom,u298_atom,h298_atom,g298_atom';
/** Rows of the form of MoleculeNet's file, which could not be had here: made up, but for the molecules. */
const smiles = ['C', 'N', 'O', 'C#C', 'C#N', 'C=O', 'CC', 'CO', 'C1CC1', '[NH3+]CC([O-])=O'];
const stream = random(1);
const rows = Array.from({ length: 100 }, (_, index) => {
  const molecule = smiles[index % smiles.length] ?? '';
  const numbers = Array.from({ length: 19 }, (_number, column) =>
    (molecule.length + column + stream.normal()).toFixed(4),
  );
  return [`gdb_${index + 1}`, molecule, ...numbers].join(',');
});
const temporary = temporaryFolder();

it('reads rows of the published form, a molecule in one split', async () => {
  writeFileSync(join(temporary(), 'qm9.csv'), [header, ...rows, ''].join('\n'));
  const dataset = await datasets.qm9.load({ folder: temporary() });
  expect(sizesOf(dataset)).toEqual([80, 10, 10]);
  expect(dataset.tasks.map(({ name }) => name)).toEqual([
    ...['mu', 'alpha', 'homo', 'lumo', 'gap', 'r2', 'zpve', 'cv'],
    ...['u0_atom', 'u298_atom', 'h298_atom', 'g298_atom'],
  ]);
  const sum = rows.reduce((total, row) => total + Number(row.split(',')[5]), 0);
  expect(labelsIn(dataset, 'mu').reduce((total, label) => total + label, 0)).toBeCloseTo(sum, 2);
  expect(new Set(dataset.splits.test.inputs.smiles?.slice(0, 48)).size).toBeGreaterThan(1);
  const { first, last } = await losses(dataset, { epochs: 5 });
  expect(last).toBeLessThan(first);
});

it('names a molecule with a character that SMILES does not have', async () => {
  writeFileSync(join(temporary(), 'qm9.csv'), [header, ...rows, `gdb_7,C?C${',1'.repeat(19)}`, ''].join('\n'));
  await expect(datasets.qm9.load({ folder: temporary() })).rejects.toThrow(
    /^qm9: column "smiles", line 102: must be a text of known characters, "\?" is none/,
  );
});
