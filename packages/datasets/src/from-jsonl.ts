import type { Table } from '@equipoise/core';

import { LineNumbers } from './csv/line-numbers.ts';
import { fileName } from './parse/file-name.ts';
import { jsonLines } from './readers/json-lines.ts';
import type { StreamedDataset } from './stream/build-stream.ts';
import { fromStored } from './stream/from-stored.ts';
import { rowChunks } from './stream/row-chunks.ts';
import { storeChunks } from './stream/store-chunks.ts';
import type { FromStreamOptions } from './stream/stream-options.ts';
import type { InputColumns, KnownNames, TargetColumns, TasksOf } from './table/table-types.ts';

const owner = 'fromJsonl';

/**
 * Makes a data set of a file of JSON lines that may be larger than memory, plain or compressed with gzip: an object in each line, whose fields are the columns. Types, missing cells, categories and splits are
 * those of `fromTable({ table: await readJsonl(path), … })`, to the bit; training examples are in a temporary file.
 *
 * @example
 * const dataset = await fromJsonl('sales.jsonl', { inputs: { area: 'numeric' }, targets: { price: 'regression' } });
 *
 * @param path - The file.
 * @param options - Its inputs and targets.
 * @throws what `readJsonl` and `fromTable` throw; {@link @equipoise/core!DataError} when the temporary file cannot be written.
 */
export async function fromJsonl<const Targets extends TargetColumns, const Inputs extends InputColumns>(
  path: string,
  options: FromStreamOptions<Targets, Inputs> & KnownNames<Table, Targets, Inputs>,
): Promise<StreamedDataset<TasksOf<Targets>, keyof Inputs & string>> {
  const lines = new LineNumbers();
  async function* rows(): AsyncGenerator<object> {
    let count = 0;
    for await (const { line, row } of jsonLines(path, owner)) {
      lines.add(count, line);
      count += 1;
      yield row;
    }
  }
  const made = await fromStored(
    {
      reader: owner,
      name: fileName(owner, path),
      read: (target) =>
        storeChunks(`${owner}: ${path}`, rowChunks(owner, rows()), target, (row) => `line ${lines.of(row)}`),
    },
    options,
  );
  return made as never;
}
