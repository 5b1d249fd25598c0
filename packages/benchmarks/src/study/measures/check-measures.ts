import { type Dataset, InvalidOptionError } from '@equipoise/core';

import { expectedBy } from '../../schema-words.ts';
import { measurePlanSchema, type MeasurePlans } from './plans.ts';

/**
 * Finds what is wrong with what a study is to measure, before anything is trained.
 *
 * @param dataset - The data set.
 * @param measures - What is measured.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, or the data set has too few tasks for it.
 */
export function checkMeasures({ name, tasks }: Dataset, measures: MeasurePlans = {}): void {
  const issue = measurePlanSchema.safeParse(measures).error?.issues[0];
  if (issue) {
    const received = issue.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<PropertyKey, unknown>>)[key],
      measures,
    );
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const place = [...issue.path.map(String), ...keys].join('.');
    const expected = keys.length > 0 ? 'left out: there is no such measure' : expectedBy(issue);
    throw new InvalidOptionError('study', place, expected, received);
  }
  const least = { front: 2, transfer: 2, affinity: 2, conflict: 2, dataEfficiency: 2 } as const;
  for (const [measure, count] of Object.entries(least)) {
    if (measures[measure as keyof typeof least] === undefined || tasks.length >= count) continue;
    throw new InvalidOptionError(
      'study',
      measure,
      `left out with fewer than ${count} tasks`,
      `${tasks.length} of ${name}`,
    );
  }
  if (measures.transfer?.includes('leave-one-out') && tasks.length < 3) {
    throw new InvalidOptionError('study', 'transfer', `pairwise with ${tasks.length} tasks`, 'leave-one-out');
  }
}
