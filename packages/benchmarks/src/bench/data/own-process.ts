import { fromTable, readCsv } from '@equipoise/datasets';

import type { Reading } from './reading.ts';
import type { TableContent } from './table-contents.ts';
import { inputColumnsOf, targetColumn } from './table-file.ts';

/**
 * Reads and encodes the table of the first argument, whose content is the second, and prints what that took. It is a process of its own, so that its
 * peak of memory is that of the reading.
 */
async function measure(path: string, content: TableContent): Promise<Reading> {
  const before = process.memoryUsage.rss();
  const busy = process.cpuUsage();
  const started = performance.now();
  const table = await readCsv(path);
  const read = performance.now();
  const dataset = fromTable({ table, inputs: inputColumnsOf(content), targets: { [targetColumn]: 'binary' } });
  const encoded = performance.now();
  const { user, system } = process.cpuUsage(busy);
  return {
    readMs: read - started,
    encodeMs: encoded - read,
    cores: (user + system) / 1000 / (encoded - started),
    rows: table.rows,
    width: dataset.inputs.table?.shape[0] ?? 0,
    peakBytes: process.resourceUsage().maxRSS * 1024 - before,
  };
}

process.stdout.write(JSON.stringify(await measure(process.argv[2] ?? '', process.argv[3] as TableContent)));
