import { signed } from '../../terminal/numbers.ts';
import type { Claim } from './claim.ts';
import { countsText, countVerdicts, verdictOf } from './counts.ts';

/** One model for several tasks is better on new data. */
export const generalisation: Claim = {
  name: 'better generalisation',
  side: 'advantage',
  claim: 'One model for several tasks is better on new data than a model for each.',
  rule: 'Entries whose mean change over the tasks (Δm, test split, chosen weighting) is clearly above or below 0. Holds: most are above, none below.',
  measure(results) {
    const chosen = results.map(({ name, comparison }) => ({ name, arm: comparison.strategies[comparison.chosen] }));
    const entries = countVerdicts(chosen.flatMap(({ arm }) => arm?.gain.verdict ?? []));
    const tasks = countVerdicts(
      chosen.flatMap(({ arm }) => Object.values(arm?.tasks ?? {}).map(({ verdict }) => verdict)),
    );
    const each = chosen.map(({ name, arm }) => `${name} ${signed(arm?.gain.change ?? null, 1)} %`);
    const words = ['helped', 'hurt'] as const;
    return {
      verdict: verdictOf(entries),
      figures: `Entries: ${countsText(entries, words)} (${each.join(', ')}). Tasks: ${countsText(tasks, words)}.`,
    };
  },
};
