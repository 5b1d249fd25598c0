import { defineMetric, viewOf } from './define-metric.ts';
import { Growing } from './growing.ts';
import { share } from './ranges.ts';

/**
 * How often the nearest other example is of the same group: the share among the examples that have another of their group (recall at 1). Nearest is the
 * greatest cosine of the embeddings; of equals the first counts. NaN where no group has two examples. It keeps all embeddings, and compares each with each.
 *
 * @see K. Musgrave, S. Belongie, S.-N. Lim. A Metric Learning Reality Check. ECCV 2020. https://arxiv.org/abs/2003.08505
 */
export const nearestNeighbour = defineMetric('nearest-neighbour', { mode: 'max', range: share }, (kind) => {
  const read = viewOf('nearest-neighbour', kind, 'embeddings');
  const [all, groups] = [new Growing(), new Growing()];
  let width = 1;
  return {
    update(batch) {
      const found = read(batch);
      ({ width } = found);
      all.append(found.values);
      groups.append(found.groups);
    },
    compute: () => shareOfMatches(unitRows(all.values, width), width, groups.values),
  };
});

function unitRows(values: Float64Array, width: number): Float64Array {
  const unit = values.slice();
  for (let start = 0; start < unit.length; start += width) {
    const row = unit.subarray(start, start + width);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
    row.forEach((value, at) => (row[at] = value / length));
  }
  return unit;
}

function shareOfMatches(unit: Float64Array, width: number, groups: Float64Array): number {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  let [matches, count] = [0, 0];
  groups.forEach((group, index) => {
    if ((sizes.get(group) ?? 0) < 2) return;
    let [nearest, greatest] = [-1, -Infinity];
    for (let other = 0; other < groups.length; other += 1) {
      if (other === index) continue;
      let cosine = 0;
      for (let at = 0; at < width; at += 1) cosine += (unit[index * width + at] ?? 0) * (unit[other * width + at] ?? 0);
      if (cosine > greatest) [nearest, greatest] = [other, cosine];
    }
    count += 1;
    if (groups[nearest] === group) matches += 1;
  });
  return matches / count;
}
