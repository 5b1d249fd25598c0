import type { StudyResults } from '../study-results.ts';
import { affinityResult } from './affinity.ts';
import { conflictResult } from './conflict.ts';
import { dataEfficiencyResult } from './data-efficiency.ts';
import { frontResult } from './front.ts';
import type { Measured } from './measured-schema.ts';
import { transferResult } from './transfer.ts';

/**
 * What the measures of a study come to, as `comparison.json` has it.
 *
 * @param results - The results of the study.
 */
export function measuredOf(results: StudyResults): Measured {
  const { front, transfer, affinity, conflict, dataEfficiency } = results.study.measures ?? {};
  return {
    ...(front && { front: frontResult(results, front) }),
    ...(transfer && { transfer: transferResult(results, transfer) }),
    ...(affinity !== undefined && { affinity: affinityResult(results, affinity) }),
    ...(conflict !== undefined && { conflict: conflictResult(results, conflict) }),
    ...(dataEfficiency && { dataEfficiency: dataEfficiencyResult(results, dataEfficiency) }),
  };
}
