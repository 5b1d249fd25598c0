import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { housesCsv } from '../support/houses.ts';

/** Writes a small table of houses, and gives what commands say to read it. */
export function housesTable(folder: string): readonly string[] {
  const file = join(folder, 'houses.csv');
  writeFileSync(file, housesCsv());
  return ['--table', file, '--targets', 'price:regression,sold:binary'];
}

/** A comparison of 12 small trials. */
export function smallComparison(folder: string): readonly string[] {
  return [
    'compare',
    ...housesTable(folder),
    '--strategies',
    'equal,gradnorm',
    '--seeds',
    '3',
    '--epochs',
    '3',
    '--jobs',
    '1',
  ];
}
