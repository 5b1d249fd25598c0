import { anglesMetric } from './angles.ts';
import { degrees } from './ranges.ts';

/** Bins of a degree: a power of 2, so that 180 × bins is exact. */
const bins = 2 ** 13;

/**
 * The median angle between predicted and true vectors, in degrees: for directions, such as surface normals.
 *
 * All vectors count alike, as in LibMTL; of an even number, the mean of the two in the middle. Angles are counted in bins of 2⁻¹³°, so that the
 * memory does not grow with the examples: the median is right to 2⁻¹⁴°, 0.00006°. A vector of zeros counts as 90°. NaN without labels.
 *
 * @see D. F. Fouhey, A. Gupta, M. Hebert. Data-Driven 3D Primitives for Single Image Understanding. ICCV 2013. https://doi.org/10.1109/ICCV.2013.421
 */
export const medianAngle = anglesMetric('median-angle', { mode: 'min', range: degrees }, () => {
  const counts = new Uint32Array(180 * bins);
  let count = 0;
  return {
    add(angle) {
      const bin = Math.min(Math.floor(angle * bins), counts.length - 1);
      counts[bin] = (counts[bin] ?? 0) + 1;
      count += 1;
    },
    value() {
      if (count === 0) return Number.NaN;
      const [low, high] = [binOf(counts, (count - 1) >> 1), binOf(counts, count >> 1)];
      return (low + high + 1) / 2 / bins;
    },
  };
});

/** The bin of the angle that a number of angles are below. */
function binOf(counts: Uint32Array, below: number): number {
  let passed = 0;
  return counts.findIndex((own) => {
    passed += own;
    return passed > below;
  });
}
