import type { Arm } from '../study/study.ts';
import { modelParts } from './model-parts.ts';

/**
 * Every arm with every architecture. Where there is one architecture, arms keep their names.
 *
 * @param arms - The arms.
 * @param architectures - The architectures, each as `name(option=value)`; the arms stay as they are when there are none.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such architecture, or an option is out of range.
 */
export function crossArchitectures(arms: readonly Arm[], architectures: readonly string[]): readonly Arm[] {
  if (architectures.length === 0) return arms;
  return architectures.flatMap((text) => {
    const { architecture } = modelParts({ architecture: text });
    return arms.map((arm) => ({
      ...arm,
      name: architectures.length === 1 ? arm.name : `${arm.name}, ${text}`,
      ...(architecture && { architecture }),
    }));
  });
}
