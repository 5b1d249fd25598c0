import { stat } from 'node:fs/promises';

import { printedBy } from './printed-by.ts';
import { type StreamReading, streamReadingSchema } from './stream-reading.ts';
import type { TableContent } from './table-contents.ts';
import { withTableFile } from './table-file.ts';

/** What is measured. */
export interface StreamingOptions {
  /** What the table holds. */
  readonly content: TableContent;
  /** Rows of the table. */
  readonly rows: number;
}

/** What training on a file without having it in memory takes. */
export interface StreamingRow extends StreamingOptions, StreamReading {
  /** Bytes of the file. */
  readonly bytes: number;
}

/**
 * Writes a table, and measures one epoch of training on its file in a new process.
 *
 * @param options - What is measured.
 */
export function measureStreaming(options: StreamingOptions): Promise<StreamingRow> {
  return withTableFile(options, async (path) => {
    const { size } = await stat(path);
    const reading = streamReadingSchema.parse(await printedBy('streaming-process.js', [path, options.content]));
    return { ...options, bytes: size, ...reading };
  });
}
