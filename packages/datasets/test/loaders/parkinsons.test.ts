import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

const header =
  'subject#,age,sex,test_time,motor_UPDRS,total_UPDRS,Jitter(%),Jitter(Abs),Jitter:RAP,Jitter:PPQ5,Jitter:DDP,Shimmer,Shimmer(dB),Shimmer:APQ3,Shimmer:APQ5,Shimmer:APQ11,Shimmer:DDA,NHR,HNR,RPDE,DFA,PPE';
const temporary = temporaryFolder();
/** 20 subjects of 15 recordings in the published form; the real file could not be had here. The motor score is the number of the subject. */
const stream = random(3);
const rows = Array.from({ length: 300 }, (_, index) => {
  const subject = Math.floor(index / 15) + 1;
  const voice = Array.from({ length: 16 }, () => (subject / 10 + stream.next()).toFixed(5));
  return [subject, 60, 0, index, subject, subject + 10, ...voice].join(',');
});

it('reads recordings of the published form, no subject in two splits', async () => {
  writeFileSync(join(temporary(), 'parkinsons_updrs.data'), [header, ...rows, ''].join('\n'));
  const dataset = await datasets.parkinsons.load({ folder: temporary() });
  expect(sizesOf(dataset)).toEqual([180, 60, 60]);
  const subjects = (['train', 'validation', 'test'] as const).map(
    (name) => new Set(valuesOf(dataset.splits[name], 'motor')),
  );
  expect(subjects.map(({ size }) => size)).toEqual([12, 4, 4]);
  expect(new Set(subjects.flatMap((own) => [...own])).size).toBe(20);
  expect(labelsIn(dataset, 'total').reduce((sum, label) => sum + label, 0)).toBeCloseTo(15 * (210 + 200), 2);
  expect(dataset.inputs.table?.columns?.map(({ name }) => name)).toEqual(header.split(',').slice(6));
  const { first, last } = await losses(dataset, { epochs: 4 });
  expect(last).toBeLessThan(first);
});

it('names the line of a score that is none', async () => {
  const wrong = rows.map((row, index) => (index === 4 ? row.replace(/^1,60,0,4,1,/, '1,60,0,4,bad,') : row));
  writeFileSync(join(temporary(), 'parkinsons_updrs.data'), [header, ...wrong, ''].join('\n'));
  await expect(datasets.parkinsons.load({ folder: temporary() })).rejects.toThrow(
    'parkinsons: column "motor_UPDRS", line 6: must be a finite number, received "bad".',
  );
});
