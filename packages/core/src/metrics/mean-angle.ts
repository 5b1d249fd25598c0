import { anglesMetric } from './angles.ts';
import { degrees } from './ranges.ts';

/**
 * The mean angle between predicted and true vectors, in degrees: for directions, such as surface normals.
 *
 * The vectors of all examples (of a dense task: of all pixels that have a label) weigh alike, as in LibMTL; MTAN averages batches. A vector of zeros
 * has no direction: its angle counts as 90°. NaN without labels.
 *
 * @see D. F. Fouhey, A. Gupta, M. Hebert. Data-Driven 3D Primitives for Single Image Understanding. ICCV 2013. https://doi.org/10.1109/ICCV.2013.421
 */
export const meanAngle = anglesMetric('mean-angle', { mode: 'min', range: degrees }, () => {
  let [sum, count] = [0, 0];
  return {
    add(angle) {
      sum += angle;
      count += 1;
    },
    value: () => sum / count,
  };
});
