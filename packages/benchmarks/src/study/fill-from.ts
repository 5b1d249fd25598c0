import type { TrialConfig } from '../trials/trial-config.ts';
import { type FilledSlot, monitoredOf } from './filled-slot.ts';
import { fixedText, meanWeights } from './fixed-weights.ts';
import { joinedGroups } from './joined-groups.ts';
import type { Slot } from './slots.ts';

/** What the sources of a slot make of it: its result, its only trial, or what is tuned. */
export type FoundSlot = FilledSlot | { readonly final: TrialConfig } | { readonly config: TrialConfig };

/**
 * What is trained in a slot that depends on others of its seed. Searched fixed weights are those of the point with the least monitored
 * value on the validation split, and spent what all points did; distilled ones are the mean weights of the arm, where they are above 0, and are tuned as
 * every arm is; an arm of several groups has what its models have together; a point that is trained as plain sharing has its training in all but the weights.
 *
 * @param slot - The slot.
 * @param sources - What it depends on, filled.
 */
export function fillFrom(slot: Slot, sources: readonly FilledSlot[]): FoundSlot {
  const { of, config } = slot;
  if (of.kind === 'arm' && of.arm.weights?.of === 'front') {
    const best = sources.reduce((least, next) => (monitoredOf(next.result) < monitoredOf(least.result) ? next : least));
    const sum = (read: (source: FilledSlot) => number): number =>
      sources.reduce((total, source) => total + read(source), 0);
    const own = ({ result: { msPerStep, steps } }: FilledSlot): number => (msPerStep * steps) / 1000;
    return {
      slot,
      result: best.result,
      trials: sum(({ trials }) => trials + 1),
      seconds: sum((source) => source.seconds + own(source)),
    };
  }
  if (of.kind === 'arm' && of.arm.groups) return joinedGroups(slot, sources);
  const [source] = sources;
  if (!source) return { config };
  if (of.kind === 'fixed') {
    const { strategy, diagnoseEvery, looks } = config;
    return { final: { ...source.result.config, strategy, diagnoseEvery, looks } };
  }
  const weights = meanWeights(source.result).map((weight) => Math.max(0, weight));
  return { config: { ...config, strategy: fixedText(weights) } };
}
