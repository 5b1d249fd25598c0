import type { z } from 'zod';

import type { judgedSchema } from '../../study/judged-schema.ts';
import { signed } from '../../terminal/numbers.ts';

/**
 * A change in percent with its interval, in the colour of its verdict, as a cell of a table.
 *
 * @param judged - The change; an empty cell when left out.
 */
export function changeCell(judged: z.infer<typeof judgedSchema> | undefined): string {
  if (!judged) return '<td></td>';
  const { change, interval, verdict } = judged;
  const [low, high] = interval;
  const range = low === null || high === null ? '' : `<small>${signed(low, 1)} to ${signed(high, 1)} %</small>`;
  return `<td class="${verdict}">${signed(change, 1)}&nbsp;%${range}</td>`;
}
