import { InvalidOptionError } from '@equipoise/core';

import type { Budget } from '../recommend/budget.ts';

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/**
 * The budget of a command line: trainings, or a time such as `90s`, `10m` or `2h`.
 *
 * @param args - The options; ten minutes where neither is given.
 * @throws {@link @equipoise/core!InvalidOptionError} for what is no time.
 */
export function budgetOf({ trials, budget = '10m' }: { readonly trials?: number; readonly budget?: string }): Budget {
  if (trials !== undefined) return { trials };
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(budget.trim()) ?? [];
  const found = Number(count) * (seconds[unit] ?? 0);
  if (!(found > 0)) throw new InvalidOptionError('recommend', 'budget', 'a time such as 90s, 10m or 2h', budget);
  return { seconds: found };
}
