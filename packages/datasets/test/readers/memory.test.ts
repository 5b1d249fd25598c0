import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { random } from '@equipoise/core';
import { Float64, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { describe, expect, it } from 'vitest';

import { at } from '../support/known.ts';
import { peakOfReading } from '../support/peak-memory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const stream = random(5);
const words = Array.from({ length: 30_000 }, (_, word) => `w${(word * 7919) % 30_011}`);
const classes = ['NOUN', 'VERB', 'DET', 'ADP', 'PRON', 'PUNCT'];
/** A word; the first ones are frequent, as in a text. */
const word = (): string => at(words, Math.floor(words.length ** stream.next()) - 1);

const readWhole = `async ({ readTable }, path) => {
  const table = await readTable(path);
  for (const name of table.columns) table.column(name);
  return table;
}`;

/** Writes a part over and over, until the file is so long. */
function writeRepeated(name: string, part: string, bytes: number): string {
  const path = join(folder(), name);
  writeFileSync(path, '');
  for (let written = 0; written < bytes; written += part.length) appendFileSync(path, part);
  return path;
}

describe('memory of reading is at most 4 times what is read', { timeout: 300_000 }, () => {
  const size = 60e6;

  it.each([
    ['conllu', (token: number) => `${token}\tT\tL\tPOS\t_\tNumber=Sing|Case=Nom\t${token - 1}\tnsubj\t_\t_`, '{}'],
    ['conll', () => 'T POS B-NP O', "{ columns: ['form', 'pos', 'chunk', 'tag'], separator: 'blank' }"],
  ])('a file of tokens: %s', (name, line, options) => {
    const sentence = (id: number): string => {
      const tokens = Array.from({ length: 5 + stream.integer(25) }, (_, token) =>
        line(token + 1)
          .replace('T', word)
          .replace('L', word)
          .replace('POS', at(classes, stream.integer(6))),
      );
      return `# sent_id = s${id}\n${tokens.join('\n')}\n\n`;
    };
    const part = Array.from({ length: 4000 }, (_, id) => sentence(id)).join('');
    const path = writeRepeated(`tokens.${name}`, part, size);
    const { bytes, rows } = peakOfReading(path, `({ readConll }, path) => readConll(path, ${options})`);
    expect(rows).toBe((4000 * statSync(path).size) / part.length);
    expect(bytes).toBeLessThan(4 * statSync(path).size);
  });

  it('JSON lines', () => {
    const part = Array.from({ length: 10_000 }, (_, row) =>
      JSON.stringify({ text: Array.from({ length: 8 }, word).join(' '), age: row % 90, price: row / 7 }),
    );
    const path = writeRepeated('rows.jsonl', `${part.join('\n')}\n`, size);
    const { bytes } = peakOfReading(path, readWhole);
    expect(bytes).toBeLessThan(4 * statSync(path).size);
  });

  // A number takes 8 bytes in a table, whatever it took in the file.
  it('Arrow', () => {
    const rows = 1_500_000;
    const list = <Cell>(cell: (row: number) => Cell): Cell[] => Array.from({ length: rows }, (_, row) => cell(row));
    const columns = {
      size: vectorFromArray(
        list((row) => row / 7),
        new Float64(),
      ),
      rank: vectorFromArray(
        list((row) => row),
        new Int32(),
      ),
      gaps: vectorFromArray(
        list((row) => (row % 4 === 0 ? null : row / 3)),
        new Float64(),
      ),
      name: vectorFromArray(
        list((row) => `customer ${row * 31}`),
        new Utf8(),
      ),
      town: vectorFromArray(
        list((row) => `town ${row % 900}`),
        new Utf8(),
      ),
    };
    const path = join(folder(), 'table.arrow');
    writeFileSync(path, tableToIPC(new Table(columns), 'file'));
    const peak = peakOfReading(path, readWhole);
    expect(peak.rows).toBe(rows);
    expect(peak.bytes).toBeLessThan(4 * Math.max(statSync(path).size, 8 * rows * 5));
  });

  it.each(['uncompressed', 'zstd'])('Parquet, without its compression: %s', async (compression) => {
    const rows = 1_500_000;
    const path = join(folder(), `${compression}.parquet`);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT i, i / 7 AS x, sin(i) AS y, 'town ' || (i % 900) AS town, 'customer ' || (i * 31) AS name, DATE '2020-01-01' + (i % 1000)::INT AS day, ` +
        `CASE WHEN i % 4 = 0 THEN NULL ELSE i END AS gaps FROM range(${rows}) t(i)) TO '${path}' (COMPRESSION ${compression})`,
    );
    connection.closeSync();
    const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(path));
    const stored = groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
    const peak = peakOfReading(path, readWhole);
    expect(peak.rows).toBe(rows);
    expect(peak.bytes).toBeLessThan(4 * Math.max(stored, 8 * rows * 7));
  });
});
