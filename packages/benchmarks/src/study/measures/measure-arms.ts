import { didYouMean, InvalidOptionError } from '@equipoise/core';

import { searchedFixed } from '../fixed-weights.ts';
import type { Arm } from '../study.ts';
import type { MeasurePlans } from './plans.ts';

/**
 * The arms of a study with those that its measures add: the best fixed weights of the front, and fixed weights that are the means of an adaptive arm's.
 *
 * @param arms - The arms that are asked for.
 * @param measures - What is measured.
 * @throws {@link @equipoise/core!InvalidOptionError} when weights are to be distilled from an arm that there is not.
 */
export function withMeasureArms(arms: readonly Arm[], { front, distill = [] }: MeasurePlans = {}): readonly Arm[] {
  const names = arms.map(({ name }) => name);
  const distilled = distill.map((name): Arm => {
    const from = arms.find((arm) => arm.name === name);
    if (!from) {
      const expected = `the names of arms, ${names.join(', ')}${didYouMean(name, names)}`;
      throw new InvalidOptionError('study', 'distill', expected, name);
    }
    const { architecture } = from;
    return {
      name: `distilled ${name}`,
      strategy: 'fixed',
      ...(architecture && { architecture }),
      weights: { of: 'arm', arm: name },
    };
  });
  const [plain] = arms.filter(({ name }) => name === 'equal').concat(arms);
  const searched: Arm = {
    name: searchedFixed,
    strategy: 'fixed',
    ...(plain?.architecture && { architecture: plain.architecture }),
    weights: { of: 'front' },
  };
  return [...arms, ...(front ? [searched] : []), ...distilled];
}
