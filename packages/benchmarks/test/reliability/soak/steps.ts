import { equipoise } from '../../support/equipoise.ts';
import type { EnduranceRow } from '../../../src/bench/endurance.ts';
import type { Found, PartContext } from '../part.ts';

/** Makes many steps: the last ones take no longer than the first ones, and no more memory is needed. */
export async function manySteps({ count }: PartContext): Promise<Found> {
  const line = ['--workload', 'mlp-small', '--strategies', 'equal', '--engine', 'wasm', '--steps', String(count)];
  const { code, stdout, stderr } = await equipoise('bench', 'endurance', ...line, '--json');
  if (code !== 0) return { count: 0, failures: [stderr.slice(-300)] };
  const [row] = (JSON.parse(stdout) as { readonly rows: readonly EnduranceRow[] }).rows;
  if (!row) return { count: 0, failures: ['nothing was measured'] };
  const grownMb = Number((row.peakMemory.end - row.peakMemory.early).toFixed(1));
  const tensors = row.tensors.end - row.tensors.early;
  const ratio = Number(row.ratio.toFixed(2));
  const failures = [
    ...(grownMb > 100 ? [`the peak of memory grew by ${grownMb} MB`] : []),
    ...(tensors > 0 ? [`${tensors} tensors were left`] : []),
    ...(ratio > 1.5 ? [`a step takes ${ratio} times what it took`] : []),
  ];
  return { count: row.steps, failures, figures: { 'peak grew by MB': grownMb, tensors, 'step time ratio': ratio } };
}
