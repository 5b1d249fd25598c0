import type { Comparison } from '../study/comparison-schema.ts';
import { fixed, signed } from '../terminal/numbers.ts';

/**
 * How much a task gains from the others by how many of its labels there are, a sentence for each share; none where that was not measured.
 *
 * @param comparison - The comparison.
 */
export function fewLabelsText({ measured }: Pick<Comparison, 'measured'>): readonly string[] {
  const found = measured?.dataEfficiency;
  if (!found) return [];
  const { task, metric, points } = found;
  return points.map(({ share, alone, together, gain: { change, interval, verdict } }) => {
    const [low, high] = interval.map((end) => signed(end, 1));
    const words = { helped: 'sharing helped', hurt: 'sharing hurt', unclear: 'no clear difference' };
    return (
      `${Number((100 * share).toPrecision(3))} % of the labels of ${task}: ${metric} ${fixed(together.mean, 3)} with all tasks, ` +
      `${fixed(alone.mean, 3)} alone (${signed(change, 1)} %, 95 % interval ${low} to ${high} %): ${words[verdict]}.`
    );
  });
}
