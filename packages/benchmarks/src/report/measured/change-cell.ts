import type { z } from 'zod';

import type { judgedSchema } from '../../study/judged-schema.ts';
import { signed } from '../../terminal/numbers.ts';
import { type Cell, emptyCell } from '../table.ts';

/**
 * A change in percent with its interval, in the colour of its verdict, as a cell of a table.
 *
 * @param judged - The change; an empty cell when left out.
 */
export function changeCell(judged: z.infer<typeof judgedSchema> | undefined): Cell {
  if (!judged) return emptyCell;
  const { change, interval, verdict } = judged;
  const [low, high] = interval;
  const range = low === null || high === null ? '' : `<small>${signed(low, 1)} to ${signed(high, 1)} %</small>`;
  return { html: `${signed(change, 1)}&nbsp;%${range}`, value: change ?? Number.NaN, look: verdict };
}
