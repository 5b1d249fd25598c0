import type { TrainingParts } from './assemble.ts';
import type { EpochRecord, History } from './history.ts';
import { shortfallNotes } from './judge-epoch.ts';
import { startNotes } from './start-weights.ts';

/**
 * What the user should know of a run: what it started from, and a sentence for everything.
 *
 * @param parts - What the run works with.
 * @param epochs - The epochs that have ended.
 * @param bestEpoch - The number of the best one.
 */
export function runNotes(
  { balancerRun, start }: Pick<TrainingParts, 'balancerRun' | 'start'>,
  epochs: readonly EpochRecord[],
  bestEpoch: number,
): Pick<History, 'start' | 'notes'> {
  const best = epochs.find(({ epoch }) => epoch === bestEpoch);
  const notes = [...balancerRun.notes, ...startNotes(start), ...shortfallNotes(balancerRun.name, best)];
  return { ...(start && { start }), notes };
}
