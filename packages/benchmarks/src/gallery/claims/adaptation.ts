import type { Claim } from './claim.ts';
import { findingOf, intervalVerdict } from './counts.ts';

/** The figure of a finding that says what the old tasks did for a new one, in percent of the same task learnt from nothing. */
export const newTaskGain = 'newTaskGain';

/** A new task is learnt faster. */
export const adaptation: Claim = {
  name: 'faster adaptation',
  side: 'advantage',
  claim: 'A model of several tasks learns a new task faster than one that begins from nothing.',
  rule: 'Entries that add a task later: the change of its test metric against a model that begins from nothing with the same labels and steps, with its 95 % interval over the seeds. Holds: most are clearly better, none worse; does not hold: none is clearly better.',
  measure(results) {
    const found = results.flatMap(({ name, findings }) =>
      findings.flatMap(({ title, values: { [newTaskGain]: gain, low, high } }) =>
        gain === undefined
          ? []
          : [{ of: `${name}: ${title.toLowerCase()}`, change: gain, verdict: intervalVerdict(low, high) }],
      ),
    );
    return findingOf(found, 'No entry adds a task later.');
  },
};
