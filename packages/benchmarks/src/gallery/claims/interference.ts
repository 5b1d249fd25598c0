import type { Claim } from './claim.ts';

/** Tasks get in each other's way. */
export const interference: Claim = {
  name: 'interference',
  side: 'drawback',
  claim: 'Tasks get in each other’s way: their gradients conflict, and some get worse.',
  rule: 'Pairs of tasks whose gradients clearly conflict under equal weights, and tasks that equal weights clearly hurt. Holds: some entry has both; does not hold: no entry has either.',
  measure(results) {
    const pairs = results.flatMap(({ comparison }) => comparison.conflicts);
    const conflicts = pairs.filter(({ verdict }) => verdict === 'conflict').length;
    const agreements = pairs.filter(({ verdict }) => verdict === 'agreement').length;
    const tasks = results.flatMap(({ comparison }) => Object.values(comparison.strategies.equal?.tasks ?? {}));
    const hurt = tasks.filter(({ verdict }) => verdict === 'hurt').length;
    const both = results.some(
      ({ comparison }) =>
        comparison.conflicts.some(({ verdict }) => verdict === 'conflict') &&
        Object.values(comparison.strategies.equal?.tasks ?? {}).some(({ verdict }) => verdict === 'hurt'),
    );
    return {
      verdict: both ? 'holds' : conflicts + hurt === 0 ? 'does not hold' : 'depends',
      figures: `${conflicts} of ${pairs.length} pairs conflict, ${agreements} agree, the others cannot be told from unrelated ones. Equal weights hurt ${hurt} of ${tasks.length} tasks.`,
    };
  },
};
