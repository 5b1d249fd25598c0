import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError, random } from '@equipoise/core';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, it } from 'vitest';

import { fromCsv, fromJsonl, readCsv, readTable } from '../../src/index.ts';
import { readIdx } from '../../src/parse/idx.ts';
import { readArff } from '../../src/parse/read-arff.ts';
import { readArrowFile } from '../../src/readers/arrow-file.ts';
import { damaged } from '../support/damaged.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

const cells = {
  size: Array.from({ length: 40 }, (_, row) => row / 4),
  town: Array.from({ length: 40 }, (_, row) => `town "${row % 3}", ä`),
  sold: Array.from({ length: 40 }, (_, row) => ['no', 'yes'][row % 2]),
};
const rows = cells.size.map((size, row) => ({ size, town: cells.town[row], sold: cells.sold[row] }));
const quoted = rows.map(({ size, town = '', sold }) => `${size},"${town.replaceAll('"', '""')}",${sold}`).join('\n');
const lines = rows.map((row) => JSON.stringify(row)).join('\n');
const idx = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
const columns = { inputs: { size: 'numeric', town: 'categorical' }, targets: { sold: 'binary' } } as const;
const attributes = '@attribute size numeric\n@attribute town string\n@attribute sold {no,yes}';

type Read = (path: string) => Promise<unknown>;

const arrow = (path: string): Promise<unknown> => readArrowFile({ owner: 'readTable', path, patience: 2 });

/** Sound files, and who reads them. */
const files: Readonly<Record<string, readonly [string | Uint8Array, Read]>> = {
  csv: [`size,town,sold\n${quoted}`, (path) => readCsv(path)],
  'csv.gz': [gzipSync(`size,town,sold\n${quoted}`), (path) => readCsv(path)],
  'streamed.csv': [`size,town,sold\n${quoted}`, (path) => fromCsv(path, columns)],
  'streamed.jsonl': [lines, (path) => fromJsonl(path, columns)],
  jsonl: [lines, (path) => readTable(path)],
  json: [JSON.stringify(rows), (path) => readTable(path)],
  arff: [
    `@relation houses\n${attributes}\n@data\n${rows.map(({ size, sold }) => `${size},a b,${sold}`).join('\n')}`,
    (path) => readArff('houses', path),
  ],
  'idx.gz': [gzipSync(idx), (path) => readIdx('digits', path, 2)],
  arrow: [tableToIPC(tableFromArrays(cells), 'file'), arrow],
};

it.each(Object.entries(files))(
  '%s: a damaged file is read, or refused by its name',
  { timeout: 120_000 },
  async (name, [content, read]) => {
    const sound = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const path = join(folder(), `damaged.${name}`);
    writeFileSync(path, sound);
    await read(path);
    const draw = random(11).fork(name);
    let refused = 0;
    for (let round = 0; round < 60; round += 1) {
      writeFileSync(
        path,
        damaged(sound, round, (below) => draw.integer(below)),
      );
      const error: unknown = await read(path).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) continue;
      refused += 1;
      if (!(error instanceof DataError)) throw new Error(`round ${round}`, { cause: error });
      expect(error.message).toContain(`damaged.${name}`);
      expect(error.message.length).toBeLessThan(1000);
    }
    expect(refused).toBeGreaterThan(5);
  },
);
