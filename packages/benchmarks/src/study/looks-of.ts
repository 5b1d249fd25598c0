import type { TrialConfig } from '../trials/trial-config.ts';
import { plainArm } from './plain-arm.ts';
import type { SlotOf } from './slot-of.ts';
import type { Study } from './study.ts';

/**
 * The closer looks at steps that the final trial of a slot takes: every arm at the conflict in its layers and with its updates, and plain sharing at the
 * affinity of its tasks. A model of all tasks with equal weights is one trial, whatever slot it is for.
 *
 * @param study - The study.
 * @param of - What the slot is of.
 */
export function looksOf(study: Study, of: SlotOf): TrialConfig['looks'] {
  const { affinity, conflict } = study.measures ?? {};
  const plain = plainArm(study.arms);
  const isPlain = of.kind === 'arm' ? of.arm === plain : plain?.strategy === 'equal' && isEqual(study, of);
  if (!isPlain && of.kind !== 'arm') return undefined;
  const looks = {
    ...(conflict !== undefined && { layers: conflict, update: conflict }),
    ...(affinity !== undefined && isPlain && { affinity }),
  };
  return Object.keys(looks).length > 0 ? looks : undefined;
}

/** Whether it is of all tasks with equal weights. */
function isEqual({ tasks }: Study, of: SlotOf): boolean {
  if (of.kind === 'fixed') return of.weights.every((weight) => weight === 1);
  if (of.kind === 'labels') return of.together && of.share === 1;
  return of.kind === 'group' && of.tasks.length === tasks.length;
}
