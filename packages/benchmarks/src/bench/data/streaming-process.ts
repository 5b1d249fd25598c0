import { fit } from '@equipoise/core';
import { fromCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

import type { StreamReading } from './stream-reading.ts';
import type { TableContent } from './table-contents.ts';
import { inputColumnsOf, targetColumn } from './table-file.ts';

/** Examples in a batch. */
const batchSize = 1024;

/**
 * Trains one epoch on the table of the first argument, whose content is the second, without having it in memory, and prints what that took. It is a process of its own, so that
 * its peak of memory is that of the training.
 */
async function measure(path: string, content: TableContent): Promise<StreamReading> {
  const started = performance.now();
  const dataset = await fromCsv(path, { inputs: inputColumnsOf(content), targets: { [targetColumn]: 'binary' } });
  const read = performance.now();
  const { train } = dataset.splits;
  const { model, engine } = await fit({ dataset, balancer: strategies.equal(), epochs: 1, batchSize });
  const trained = performance.now();
  await model.dispose();
  dataset.close();
  return {
    engine,
    readMs: read - started,
    trainMs: trained - read,
    steps: Math.floor(train.size / batchSize),
    batchSize,
    examples: train.size,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

process.stdout.write(JSON.stringify(await measure(process.argv[2] ?? '', process.argv[3] as TableContent)));
