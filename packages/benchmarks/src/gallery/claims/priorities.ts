import { signed } from '../../terminal/numbers.ts';
import { parsePart } from '@equipoise/core';
import type { GalleryResult } from '../result-schema.ts';
import type { Claim } from './claim.ts';

/** A task gets better when it is given more weight. */
export const priorities: Claim = {
  name: 'priorities',
  side: 'advantage',
  claim: 'A task that matters more can be given more weight, and gets better for it.',
  rule: 'Entries that compare fixed weights: the task with the greatest weight, against equal weights. Holds: it is better in all of them, by its mean over the seeds; no interval.',
  measure(results) {
    const found = results.flatMap(preferred);
    if (found.length === 0) return { verdict: 'not measured', figures: 'No entry compares fixed weights.' };
    const better = found.filter(({ gain }) => gain > 0).length;
    return {
      verdict: better === found.length ? 'holds' : better === 0 ? 'does not hold' : 'depends',
      figures: `${found.map(({ of, gain }) => `${of} ${signed(gain, 1)} %`).join(', ')}.`,
    };
  },
};

/** The tasks that fixed weights prefer, and what that did to them. */
function preferred({ name, comparison: { tasks, strategies } }: GalleryResult): { of: string; gain: number }[] {
  return Object.entries(strategies).flatMap(([arm, { tasks: changes }]) => {
    const { name: strategy, options } = parsePart(arm);
    if (strategy !== 'fixed') return [];
    const weights = options.weights as readonly number[];
    const task = tasks[weights.indexOf(Math.max(...weights))]?.name ?? '';
    const [given, equal] = [changes[task]?.change, strategies.equal?.tasks[task]?.change];
    return typeof given === 'number' && typeof equal === 'number'
      ? [{ of: `${name}: ${task}`, gain: given - equal }]
      : [];
  });
}
