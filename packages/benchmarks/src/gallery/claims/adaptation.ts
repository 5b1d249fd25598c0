import { signed } from '../../terminal/numbers.ts';
import type { Claim } from './claim.ts';

/** The figure of a finding that says what the old tasks did for a new one, in percent of the same task learnt from nothing. */
export const newTaskGain = 'newTaskGain';

/** A new task is learnt faster. */
export const adaptation: Claim = {
  name: 'faster adaptation',
  side: 'advantage',
  claim: 'A model of several tasks learns a new task faster than one that begins from nothing.',
  rule: 'Entries that add a task later: the change of its test metric against a model that begins from nothing with the same labels and steps. Holds: it is better in all of them; one model each, without an interval.',
  measure(results) {
    const found = results.flatMap(({ name, findings }) =>
      findings.flatMap(({ values }) => {
        const gain = values[newTaskGain];
        return gain === undefined ? [] : [{ name, gain }];
      }),
    );
    if (found.length === 0) return { verdict: 'not measured', figures: 'No entry adds a task later.' };
    const better = found.filter(({ gain }) => gain > 0).length;
    return {
      verdict: better === found.length ? 'holds' : better === 0 ? 'does not hold' : 'depends',
      figures: `${found.map(({ name, gain }) => `${name} ${signed(gain, 1)} %`).join(', ')}.`,
    };
  },
};
