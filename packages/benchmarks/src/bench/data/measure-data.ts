import { stat } from 'node:fs/promises';

import { printedBy } from './printed-by.ts';
import { type Reading, readingSchema } from './reading.ts';
import type { TableContent } from './table-contents.ts';
import { inputColumnsOf, withTableFile } from './table-file.ts';

/** What is measured. */
export interface DataOptions {
  /** What the table holds. */
  readonly content: TableContent;
  /** Rows of the table. */
  readonly rows: number;
  /** How often each side reads it. */
  readonly rounds: number;
  /** Reads the same table by other means. */
  readonly peer?: (path: string, content: TableContent) => Promise<Reading>;
  /** Called after each reading. */
  readonly onReading?: () => void;
}

/** One side: its fastest reading, and the least memory. */
export interface DataSide {
  /** Milliseconds of the fastest reading: file to encoded inputs. */
  readonly ms: number;
  /** Milliseconds of it from the file to columns. */
  readonly readMs: number;
  /** Inputs of a row. */
  readonly width: number;
  /** Peak of memory beyond that before, of the reading that took least. */
  readonly peakBytes: number;
  /** The same by the bytes of the encoded float32 matrix. */
  readonly memory: number;
  /** Processor time over the time that passed, of the fastest reading. */
  readonly cores: number;
}

/** What reading and encoding a table takes. */
export interface DataRow {
  /** What the table holds. */
  readonly content: TableContent;
  /** Rows of the table. */
  readonly rows: number;
  /** Columns of the table. */
  readonly columns: number;
  /** Bytes of the file. */
  readonly bytes: number;
  /** Our side. */
  readonly ours: DataSide;
  /** The peer, where it was measured. */
  readonly peer: DataSide | null;
  /** Our time by the peer's. */
  readonly ratio: number | null;
}

/**
 * Times how long a table takes from a CSV file to encoded inputs, each time in a new process, ours and the peer's taking turns.
 *
 * @param options - What is measured.
 */
export function measureData({ content, rows, rounds, peer, onReading }: DataOptions): Promise<DataRow> {
  return withTableFile({ content, rows }, async (path) => {
    const ours: Reading[] = [];
    const theirs: Reading[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(readingSchema.parse(await printedBy('own-process.js', [path, content])));
      onReading?.();
      if (!peer) continue;
      theirs.push(await peer(path, content));
      onReading?.();
    }
    const [own, other] = [sideOf(ours), theirs.length > 0 ? sideOf(theirs) : null];
    const { size } = await stat(path);
    return {
      content,
      rows,
      columns: Object.keys(inputColumnsOf(content)).length + 1,
      bytes: size,
      ours: own,
      peer: other,
      ratio: other && own.ms / other.ms,
    };
  });
}

function sideOf(readings: readonly Reading[]): DataSide {
  const [first, ...others] = readings;
  if (!first) throw new Error('nothing was read');
  const time = ({ readMs, encodeMs }: Reading): number => readMs + encodeMs;
  const fastest = others.reduce((best, one) => (time(one) < time(best) ? one : best), first);
  const { rows, width, readMs, cores } = fastest;
  const peakBytes = Math.min(...readings.map((one) => one.peakBytes));
  return { ms: time(fastest), readMs, width, peakBytes, memory: peakBytes / (4 * rows * width), cores };
}
