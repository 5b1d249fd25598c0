import type { Config } from '@equipoise/core';
import { parsePart } from '@equipoise/core';

import type { Arm } from '../study/study.ts';
import { searchedArm } from '../study/usual-tuning.ts';
import { partText } from '../trials/part-config.ts';

/** Plain sharing: all tasks in one model, with equal weights. */
export const plain: Arm = { name: 'equal', strategy: 'equal' };

/** What candidates are made of. */
export interface CandidateParts {
  /** The groupings, beside one model of all tasks. */
  readonly groupings: readonly (readonly (readonly string[])[])[];
  /** The strategies. */
  readonly strategies: readonly string[];
  /** The architectures; the first is that of plain sharing. */
  readonly architectures: readonly Config[];
  /** Whether options are searched: without that, fixed weights would be equal ones. */
  readonly tuned: boolean;
}

/**
 * Every way of sharing that is tried: groupings × strategies × architectures, plain sharing first.
 *
 * @param parts - What they are made of.
 */
export function candidateArms({ groupings, strategies, architectures, tuned }: CandidateParts): readonly Arm[] {
  const kinds = architectures.flatMap((architecture, place) =>
    strategies
      .filter((strategy) => tuned || strategy !== 'fixed')
      .map((strategy): Arm => {
        const named = place === 0 ? strategy : `${strategy}, ${partText(architecture)}`;
        const arm = { name: named, strategy, ...(place > 0 && { architecture }) };
        if (!tuned) return arm;
        return strategy === 'fixed'
          ? { ...arm, name: `searched ${named}`, weights: { of: 'search' } }
          : searchedArm(arm);
      }),
  );
  const arms = [undefined, ...groupings].flatMap((groups) =>
    kinds.map((arm): Arm => (groups ? { ...arm, name: `${arm.name}, ${groupsText(groups)}`, groups } : arm)),
  );
  return [plain, ...arms.filter(({ name }) => name !== plain.name)];
}

/**
 * A grouping as arms are named by it: `a + b | c`.
 *
 * @param groups - The groups.
 */
export function groupsText(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => group.join(' + ')).join(' | ');
}

/** How complicated an arm is: separate models are 0. */
export type Rank = 0 | 1 | 2 | 3;

/**
 * How complicated it is how an arm weights its losses: equal weights, fixed ones, or ones that adapt.
 *
 * @param arm - The arm.
 */
export function rankOf({ strategy }: Pick<Arm, 'strategy'>): Rank {
  if (strategy.includes('+')) return 3;
  const { name } = parsePart(strategy);
  return name === 'equal' ? 1 : name === 'fixed' ? 2 : 3;
}
