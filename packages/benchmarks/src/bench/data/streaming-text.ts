import { fixed } from '../../terminal/numbers.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { StreamingRow } from './measure-streaming.ts';

const legend = 'memory is the most that the process took, all that it needs to run among it.';

/**
 * What training on a file took, as text for the terminal.
 *
 * @param rows - What was measured.
 * @param width - Characters in a line.
 */
export function streamingText(rows: readonly StreamingRow[], width: number): string {
  const lines = rows.map(({ rows: count, bytes, peakBytes, readMs, trainMs, steps, batchSize, engine }) => {
    const size = `${count.toLocaleString('en')} rows, ${fixed(bytes / 1e6, 0)} MB of text`;
    const epoch = `an epoch of ${steps.toLocaleString('en')} steps of ${batchSize.toLocaleString('en')} examples in ${fixed(trainMs / 1000, 1)} s`;
    return `${size}: ${fixed(peakBytes / 1e6, 0)} MB of memory; read in ${fixed(readMs / 1000, 1)} s, ${epoch} (${engine}).`;
  });
  return [...lines, legend].map((line) => wrap(line, { width, indent: 0 })).join('\n\n');
}
