import { fixed } from '../../terminal/numbers.ts';
import { renderTable } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import { busyWarning } from '../busy-warning.ts';
import type { DataRow, DataSide } from './measure-data.ts';

const legend =
  'Seconds from a CSV file to the encoded inputs of three splits, the fastest of the rounds, each in a new process. memory is the peak beyond that before ' +
  'reading, in MB and by the size of the encoded float32 matrix.';

/**
 * The measurements as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function dataText(rows: readonly DataRow[], width: number): string {
  const lines = rows.flatMap(({ ours, peer }) => [
    sideCells('equipoise', ours),
    ...(peer ? [sideCells('pandas, scikit-learn', peer)] : []),
  ]);
  const table = renderTable({ head: ['side', 'read', 'encode', 'both', 'inputs', 'MB', 'memory'], rows: lines }, width);
  const heads = rows.map(({ rows: count, columns, bytes, ratio }) => {
    const size = `${count.toLocaleString('en')} rows of ${columns} columns, ${fixed(bytes / 1e6, 0)} MB of text`;
    return ratio === null ? `${size}.` : `${size}: ${fixed(ratio, 2)} times the time of the peer.`;
  });
  const sides = rows.flatMap(({ ours, peer }) => [
    { name: 'equipoise', threads: 1, cores: ours.cores },
    ...(peer ? [{ name: 'the peer', threads: 1, cores: peer.cores }] : []),
  ]);
  return [...heads, table, ...[legend, ...busyWarning(sides)].map((note) => wrap(note, { width, indent: 0 }))].join(
    '\n\n',
  );
}

function sideCells(name: string, { ms, readMs, width, peakBytes, memory }: DataSide): readonly string[] {
  const seconds = [readMs, ms - readMs, ms].map((time) => fixed(time / 1000, 2));
  return [name, ...seconds, String(width), fixed(peakBytes / 1e6, 0), `${fixed(memory, 2)} ×`];
}
