import type { z } from 'zod';

import type { judgedSchema } from '../../study/judged-schema.ts';
import { signed } from '../numbers.ts';
import { painted, type Screen } from '../screen.ts';

/**
 * A change in percent with its verdict: a star where it is clear.
 *
 * @param judged - The change.
 * @param screen - Where it is printed.
 */
export function changeText(judged: z.infer<typeof judgedSchema> | undefined, screen: Screen): string {
  if (!judged) return '';
  const { change, verdict } = judged;
  return painted(screen, verdict, `${signed(change, 1)} %${verdict === 'unclear' ? ' ' : '*'}`);
}
