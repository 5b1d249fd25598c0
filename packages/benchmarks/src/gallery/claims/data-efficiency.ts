import type { Claim } from './claim.ts';
import { findingOf, intervalVerdict } from './counts.ts';

/** A task with few labels gains from others. */
export const dataEfficiency: Claim = {
  name: 'data efficiency',
  side: 'advantage',
  claim: 'A task with few labels gains from tasks with many.',
  rule: 'Tasks with a small share of their labels, beside tasks with all of theirs: both data sets of `data-poor`, and the smallest share of the curves of other entries. Holds: most are clearly better together, none worse.',
  measure(results) {
    const found = results.flatMap(({ name, comparison, findings }) => {
      const poor = name === 'data-poor' ? comparison.strategies[comparison.chosen]?.tasks.preference : undefined;
      const curve = comparison.measured?.dataEfficiency;
      const least = curve?.points[0];
      return [
        ...(poor ? [{ of: `${name}: preference with 3 %`, change: poor.change, verdict: poor.verdict }] : []),
        ...findings.flatMap(({ values: { 'income change': change, 'income low': low, 'income high': high } }) =>
          name !== 'data-poor' || change === undefined
            ? []
            : [{ of: `${name}: income with 3 %`, change, verdict: intervalVerdict(low, high) }],
        ),
        ...(curve && least ? [{ of: `${name}: ${curve.task} with ${100 * least.share} %`, ...least.gain }] : []),
      ];
    });
    return findingOf(found, 'No entry has such a task.');
  },
};
