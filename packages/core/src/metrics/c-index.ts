import { defineMetric, viewOf } from './define-metric.ts';
import { Growing } from './growing.ts';
import { share } from './ranges.ts';
import { Ranking } from './ranking-tree.ts';

/**
 * Harrell's concordance index: how often the one of two that had its event first was given the greater risk, equal risks counting half.
 *
 *     C = Σ_{(i, j)} ( [xᵢ > xⱼ] + ½ [xᵢ = xⱼ] ) / #(i, j)        i had an event, and tᵢ < tⱼ, or tᵢ = tⱼ and j had none
 *
 * x are the predicted risks, t the times. Two events at the same time are no pair. So define it R's `concordance`, lifelines and scikit-survival (which takes
 * risks closer than 10⁻⁸ for equal). NaN where there is no pair.
 *
 * @see F. E. Harrell, K. L. Lee, D. B. Mark. Multivariable prognostic models. Statistics in Medicine 1996.
 *   https://doi.org/10.1002/(SICI)1097-0258(19960229)15:4<361::AID-SIM168>3.0.CO;2-4
 */
export const cIndex = defineMetric('c-index', { mode: 'max', range: share }, (kind) => {
  const read = viewOf('c-index', kind, 'survival');
  const [risks, times, events] = [new Growing(), new Growing(), new Growing()];
  return {
    update(batch) {
      const found = read(batch);
      risks.append(found.risks);
      times.append(found.times);
      events.append(found.events);
    },
    compute: () => concordance(risks.values, times.values, events.values),
  };
});

/** From the last time to the first: those who are there already lived longer. */
function concordance(risks: Float64Array, times: Float64Array, events: Float64Array): number {
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0));
  const later = new Ranking(risks);
  let [right, pairs] = [0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    const time = times[order[start] ?? 0];
    while (end < order.length && times[order[end] ?? 0] === time) end += 1;
    const now = order.subarray(start, end);
    const died = now.filter((index) => events[index] === 1);
    for (const index of now) if (events[index] !== 1) later.add(index);
    for (const index of died) {
      const { below, equal } = later.count(index);
      right += below + equal / 2;
      pairs += later.size;
    }
    for (const index of died) later.add(index);
  }
  return right / pairs;
}
