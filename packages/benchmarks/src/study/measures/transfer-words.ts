import type { AffinityResult } from './transfer-schema.ts';

/** What the matrices are called. */
export const matrixTitles = {
  pairwise: 'Pairwise transfer',
  leaveOneOut: 'Leave-one-out transfer',
} as const;

const against = { pairwise: 'pairwise', 'leave-one-out': 'leave-one-out' } as const;

/**
 * How well the affinity foretells the measured transfer, and which groups it proposes, a sentence each.
 *
 * @param affinity - The affinity.
 */
export function affinityInWords({ agreement, groupings }: AffinityResult): readonly string[] {
  const agreed = Object.entries(agreement).map(([kind, { rho, p }]) => {
    const name = Object.hasOwn(against, kind) ? against[kind as keyof typeof against] : kind;
    const known = rho === null ? 'cannot be compared' : `ρ = ${rho.toFixed(2)}`;
    return `Rank correlation with the ${name} transfer: ${known}${p === null ? '' : `, p = ${p.toPrecision(2)}`}.`;
  });
  const proposed = groupings.map(
    ({ by, most, groups }) =>
      `With at most ${most} models, the ${by} proposes ${groups.map((group) => group.join(' + ')).join(' and ')}.`,
  );
  return [...agreed, ...proposed];
}
