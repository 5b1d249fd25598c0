import type { Arm } from './study.ts';

/**
 * The arm that stands for plain sharing: `equal`, or the first where that is not compared.
 *
 * @param arms - The arms of a study.
 */
export function plainArm(arms: readonly Arm[]): Arm | undefined {
  return arms.find(({ name }) => name === 'equal') ?? arms[0];
}
