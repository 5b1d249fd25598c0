import { join } from 'node:path';

import { median } from '../../../src/statistics/summary.ts';
import { startProgram } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';

interface Seen {
  readonly rss: number;
  readonly heap: number;
  readonly tensors: number;
}

/** Makes and disposes of models: neither the heap, nor the memory of the process, nor the tensors grow from the first fifth to the last. */
export async function manyModels({ count }: PartContext): Promise<Found> {
  const program = join(import.meta.dirname, 'models-program.mjs');
  const { code, stdout, stderr } = await startProgram([process.execPath, '--expose-gc', program, String(count)])
    .outcome;
  if (code !== 0) return { count: 0, failures: [stderr.slice(-300)] };
  const seen = JSON.parse(stdout) as readonly Seen[];
  const fifth = Math.floor(count / 5);
  const growth = (of: (one: Seen) => number): number =>
    Number((median(seen.slice(-fifth).map(of)) - median(seen.slice(fifth, 2 * fifth).map(of))).toFixed(1));
  const [heapMb, processMb, tensors] = [
    growth((one) => one.heap),
    growth((one) => one.rss),
    growth((one) => one.tensors),
  ];
  const failures = [
    ...(heapMb > 5 ? [`the heap grew by ${heapMb} MB`] : []),
    ...(processMb > 50 ? [`the process grew by ${processMb} MB`] : []),
    ...(tensors > 0 ? [`${tensors} tensors were left`] : []),
  ];
  return { count, failures, figures: { 'heap grew by MB': heapMb, 'process grew by MB': processMb, tensors } };
}
