import type { z } from 'zod';

import type { Judged } from './effects.ts';
import type { judgedSchema } from './judged-schema.ts';

/**
 * A judgement as `comparison.json` has it.
 *
 * @param judged - The judgement.
 */
export function writtenJudgement({
  change,
  adjustedP,
  verdict,
  unadjustedVerdict,
  smallestVisible,
}: Judged): z.infer<typeof judgedSchema> {
  const interval: [number, number] = [change.low, change.high];
  return { change: change.mean, interval, adjustedP, verdict, unadjustedVerdict, smallestVisible };
}
