import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import {
  checkpoints,
  DataError,
  datasetDigest,
  fit,
  loadCheckpoint,
  random,
  sigmoidCrossEntropy,
  tabular,
  UnknownOptionError,
} from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import {
  type CsvOptions,
  fromCsv,
  type FromCsvOptions,
  fromTable,
  readCsv,
  type StreamedDataset,
  type TableDataset,
} from '../../src/index.ts';
import { dataFile } from '../../src/parse/data-file.ts';
import { equal } from '../support/losses-of.ts';
import { expectSameData, trainingExamples } from '../support/same-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** Writes a table of numbers, names and labels, some of them missing; a column of numbers holds a text in its last row. */
function writeTable(rows: number): string {
  const draw = random(3);
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = [
      draw.next() < 0.1 ? '' : String(draw.normal()),
      draw.next() < 0.1 ? 'NA' : `town ${draw.integer(9)}`,
      row === rows - 1 ? 'none' : String(draw.integer(5)),
      new Date(Date.UTC(2020, 0, 1 + row)).toISOString().slice(0, 10),
      `household ${draw.integer(rows / 3)}`,
      draw.next() < 0.2 ? '' : ['no', 'yes'][draw.integer(2)],
      draw.next() < 0.2 ? '?' : (1e6 * draw.normal()).toFixed(2),
    ];
    return cells.join(',');
  });
  const path = join(folder(), `table-${rows}.csv`);
  writeFileSync(path, ['size,town,code,day,household,sold,price', ...lines].join('\n'));
  return path;
}

const columns = {
  inputs: { size: 'numeric', town: 'categorical', code: 'categorical', day: 'numeric' },
  targets: { sold: 'binary', price: 'regression' },
} as const;

async function both(
  path: string,
  options: FromCsvOptions,
): Promise<{ readonly streamed: StreamedDataset; readonly inMemory: TableDataset }> {
  const { reading, ...own } = options;
  const streamed = await fromCsv(path, options as FromCsvOptions & typeof columns);
  const table = await readCsv(path, reading);
  const inMemory = fromTable({ ...(own as typeof columns), table });
  return { streamed, inMemory };
}

describe('fromCsv', () => {
  it.each<[string, Partial<FromCsvOptions>]>([
    ['at random', {}],
    ['at random, fewer', { size: 100, seed: 4, validation: 0.3, test: 0 }],
    ['stratified', { split: 'stratified' }],
    ['by group', { split: { group: 'household' } }],
    ['by time', { split: { time: 'day' } }],
  ])('gives the bits of the table in memory: rows dealt %s', async (_, more) => {
    const { streamed, inMemory } = await both(writeTable(999), { ...columns, ...more });
    await expectSameData(streamed, inMemory);
    streamed.close();
  });

  it('gives them where rows are more than a piece', async () => {
    const { streamed, inMemory } = await both(writeTable(70_000), columns);
    await expectSameData(streamed, inMemory);
  });

  it('reads a compressed file', async () => {
    const path = join(folder(), 'table.csv.gz');
    writeFileSync(path, gzipSync(readFileSync(writeTable(500))));
    const { streamed, inMemory } = await both(path, columns);
    await expectSameData(streamed, inMemory);
  });

  it('takes rows for validation and testing of other tables', async () => {
    const path = writeTable(600);
    const other = await readCsv(writeTable(300));
    const { streamed, inMemory } = await both(path, { ...columns, testTable: other, validationTable: other });
    await expectSameData(streamed, inMemory);
    const said = inMemory.warnings.map((sentence) => sentence.replace(/^table/, 'table-600.csv'));
    expect(said).toHaveLength(1);
    expect(streamed.warnings).toEqual([...(await readCsv(path)).warnings, ...said]);
  });

  it('has texts as inputs of their own', async () => {
    const path = join(folder(), 'texts.csv');
    const lines = Array.from(
      { length: 90 },
      (_, row) => `"a text, of ${['red', 'blue', 'green'][row % 3]} things",${row % 2}`,
    );
    writeFileSync(path, ['text,label', ...lines].join('\n'));
    const { streamed, inMemory } = await both(path, { inputs: { text: 'text' }, targets: { label: 'binary' } });
    await expectSameData(streamed, inMemory);
    expect(streamed.inputs.text?.dtype).toBe('int32');
  });

  it('trains to the bits of the table in memory, and resumes to them', { timeout: 120_000 }, async () => {
    const path = writeTable(999);
    const sold = { kind: 'binary', loss: sigmoidCrossEntropy({ classWeights: 'balanced' }) } as const;
    const weighted = { ...columns, targets: { ...columns.targets, sold } };
    const { streamed, inMemory } = await both(path, weighted);
    const kept = join(folder(), 'checkpoints');
    const train = async (dataset: StreamedDataset | TableDataset, epochs: number, more = {}): Promise<Uint8Array> => {
      const options = { balancer: equal, encoder: tabular({ hidden: [8] }), engine: 'wasm' } as const;
      const { model } = await fit({ dataset, ...options, epochs, batchSize: 64, keep: 'last', ...more });
      const copy = Uint8Array.from(new Uint8Array(model.weights.parameters.buffer));
      await model.dispose();
      return copy;
    };
    const whole = await train(inMemory, 3);
    expect(await train(streamed, 3)).toEqual(whole);
    await train(streamed, 1, { callbacks: [checkpoints(kept)] });
    const again = await fromCsv(path, weighted); // As another process would.
    expect(await train(again, 3, { resume: loadCheckpoint(kept) })).toEqual(whole);
  });

  it('does not resume on a file with other training cells', { timeout: 120_000 }, async () => {
    const path = writeTable(999);
    const options = { ...columns, split: { time: 'day' } } as const; // The first rows are for training.
    const [first, same] = [await fromCsv(path, options), await fromCsv(path, options)];
    const [header = '', ...lines] = readFileSync(path, 'utf8').split('\n');
    const [no, yes] = [',no,', ',yes,'].map((cell) => lines.findIndex((line) => line.includes(cell)));
    const swapped = lines.map((line, row) => {
      if (row === no) return line.replace(',no,', ',yes,');
      return row === yes ? line.replace(',yes,', ',no,') : line;
    });
    const changed = join(folder(), 'changed.csv');
    writeFileSync(changed, [header, ...swapped].join('\n'));
    const other = await fromCsv(changed, options);
    expect(await datasetDigest(same)).toBe(await datasetDigest(first));
    expect(other.splits.train.size).toBe(first.splits.train.size);
    expect([other.inputs, other.splits.validation]).toEqual([first.inputs, first.splits.validation]);
    const kept = join(folder(), 'first');
    const run = { balancer: equal, encoder: tabular({ hidden: [4] }), engine: 'wasm', batchSize: 64 } as const;
    const { model } = await fit({ dataset: first, ...run, epochs: 1, callbacks: [checkpoints(kept)] });
    await model.dispose();
    const resume = loadCheckpoint(kept);
    await expect(fit({ dataset: other, ...run, epochs: 2, ...(resume && { resume }) })).rejects.toThrow(
      'of a run with the data ',
    );
    for (const dataset of [first, same, other]) dataset.close();
  });

  it('keeps nothing in its folder, and cannot be read once it is closed', async () => {
    const dataset = await fromCsv(writeTable(99), { ...columns, folder: folder() });
    expect(readdirSync(folder()).filter((name) => name.startsWith('equipoise-'))).toEqual([]);
    expect((await trainingExamples(dataset)).size).toBe(dataset.splits.train.size);
    dataset.close();
    await expect(trainingExamples(dataset)).rejects.toThrow(/table-99.csv: was closed, and cannot be read any more/);
  });

  it('refuses what fromTable and readCsv refuse', async () => {
    const path = writeTable(99);
    const refusal = async (options: object, reading?: CsvOptions): Promise<unknown> =>
      fromCsv(path, { ...columns, ...options, ...(reading && { reading }) }).catch((error: unknown) => error);
    expect(await refusal({ inputs: { sise: 'numeric' } })).toEqual(
      new DataError(
        'table-99.csv: the table must have a column "sise", its columns are: size, town, code, day, household, sold, price.',
      ),
    );
    expect(await refusal({ table: [] })).toBeInstanceOf(UnknownOptionError);
    expect(await refusal({ inputs: { town: 'numeric' } })).toMatchObject({
      message: expect.stringMatching(
        /column "town", line 2: must be a finite number, received "town \d" \(and \d\d more such cells\)/,
      ) as string,
    });
    expect(await refusal({ folder: join(folder(), 'nowhere') })).toMatchObject({
      message: expect.stringMatching(/^fromCsv: cannot write to .*nowhere: /) as string,
    });
    expect(await refusal({}, { delimiter: ';' })).toBeInstanceOf(DataError);
    expect(await fromCsv(join(folder(), 'no.csv'), columns).catch((error: unknown) => error)).toMatchObject({
      message: expect.stringMatching(/^fromCsv: cannot read .*no.csv: /) as string,
    });
  });

  it('reads an embedded table as readCsv reads it', async () => {
    const { streamed, inMemory } = await both(dataFile('test', 'seattle-weather.csv'), {
      inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric', date: 'numeric' },
      targets: { weather: 'multiclass', temp_min: 'regression' },
    });
    await expectSameData(streamed, inMemory);
  });
});
