import { cellError, numberOf, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions } from '../card.ts';
import { fromTable } from '../from-table.ts';
import { completeLoadOptions } from '../load-options.ts';
import { dataFile } from '../parse/data-file.ts';
import { readJson } from '../parse/read-file.ts';
import { expectCount, toRecords } from '../parse/records.ts';

const card: DatasetCard = {
  name: 'penguins',
  title: 'Palmer penguins',
  modality: 'tabular',
  arrival: 'embedded',
  examples: 333,
  tasks: [
    { name: 'species', kind: 'multiclass', meaning: 'one of 3 species' },
    { name: 'island', kind: 'multiclass', meaning: 'the island, one of 3, where it was measured' },
    { name: 'sex', kind: 'binary', meaning: 'female or male' },
    { name: 'body-mass', kind: 'regression', meaning: 'its mass in grams' },
  ],
  split: 'at random: 199 training, 67 validation and 67 test rows',
  licence: 'CC0',
  source: 'npm vega-datasets@3.2.1 (data/penguins.json, https://github.com/allisonhorst/palmerpenguins)',
  citation:
    'K. B. Gorman, T. D. Williams, W. R. Fraser. Ecological Sexual Dimorphism and Environmental Variability within a Community ' +
    'of Antarctic Penguins (Genus Pygoscelis). PLoS ONE 2014. https://doi.org/10.1371/journal.pone.0090081',
  description:
    'The beak’s length and depth and the flipper’s length of 333 penguins (the complete rows of 344); their species, island, sex ' +
    'and body mass are to be predicted, and none of these is an input.',
};

const measures = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)'];
const traits = {
  Species: ['Adelie', 'Chinstrap', 'Gentoo'],
  Island: ['Biscoe', 'Dream', 'Torgersen'],
  Sex: ['FEMALE', 'MALE'],
};
const rowsInFile = 344;

/** Palmer penguins: species, island, sex and body mass of 333 penguins from three measures. */
export const penguins: DatasetEntry = { ...card, load: (options) => loadPenguins(options) };

/**
 * Reads the penguins.
 *
 * @param options - Seed and size.
 * @param path - The JSON file; this package's own when left out.
 * @throws {@link @equipoise/core!DataError} when the file is missing, unreadable or not what was expected.
 */
export async function loadPenguins(options: LoadOptions = {}, path?: string): Promise<LoadedDataset> {
  completeLoadOptions(card.name, options);
  const file = path ?? dataFile(card.name, 'penguins.json');
  const where = `${card.name}: ${file}`;
  const rows = toRecords(where, await readJson(card.name, file));
  checkRows(where, rows);
  const dataset = fromTable({
    ...options,
    name: card.name,
    table: rows.filter((row) => ![...Object.keys(traits), ...measures].some((column) => isUnknown(row[column]))),
    inputs: { 'Beak Length (mm)': 'numeric', 'Beak Depth (mm)': 'numeric', 'Flipper Length (mm)': 'numeric' },
    targets: {
      species: { kind: 'multiclass', column: 'Species', classes: traits.Species },
      island: { kind: 'multiclass', column: 'Island', classes: traits.Island },
      sex: { kind: 'binary', column: 'Sex', classes: traits.Sex },
      'body-mass': { kind: 'regression', column: 'Body Mass (g)' },
    },
  });
  return { ...dataset, card };
}

function checkRows(owner: string, rows: readonly Readonly<Record<string, unknown>>[]): void {
  const table = toTable(owner, rows);
  const { describeRow } = table;
  const check = (column: string, expected: string, fits: (cell: unknown) => boolean): void => {
    table.column(column);
    const wrong = rows.map((_, row) => row).filter((row) => !fits(rows[row]?.[column] ?? null));
    const [row] = wrong;
    if (row === undefined) return;
    const received = rows[row]?.[column];
    throw cellError({ owner, column, describeRow }, { row, received, count: wrong.length, expected });
  };
  for (const column of measures) check(column, 'a finite number', (cell) => cell === null || isFiniteNumber(cell));
  for (const [column, levels] of Object.entries(traits)) {
    check(column, `one of ${levels.join(', ')}`, (cell) => isUnknown(cell) || levels.includes(String(cell)));
  }
  expectCount(owner, { received: rows.length, expected: rowsInFile });
}

function isFiniteNumber(cell: unknown): boolean {
  return Number.isFinite(typeof cell === 'string' ? numberOf(cell) : cell);
}

function isUnknown(cell: unknown): boolean {
  return cell === null || cell === undefined || cell === '' || cell === '.'; // One penguin's sex is a dot.
}
