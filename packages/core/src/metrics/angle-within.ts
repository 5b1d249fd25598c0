import { anglesMetric, shareBelow } from './angles.ts';
import { share } from './ranges.ts';

/**
 * The share of predicted vectors that point less than 11.25° away from the true ones, from 0 to 1: for directions, such as surface normals. All vectors
 * count alike, and one of zeros counts as 90° away. NaN without labels.
 *
 * @see D. F. Fouhey, A. Gupta, M. Hebert. Data-Driven 3D Primitives for Single Image Understanding. ICCV 2013. https://doi.org/10.1109/ICCV.2013.421
 */
export const angleWithin11 = anglesMetric('angle-within-11.25', { mode: 'max', range: share }, shareBelow(11.25));

/** The share of predicted vectors that point less than 22.5° away from the true ones: see {@link angleWithin11}. */
export const angleWithin22 = anglesMetric('angle-within-22.5', { mode: 'max', range: share }, shareBelow(22.5));

/** The share of predicted vectors that point less than 30° away from the true ones: see {@link angleWithin11}. */
export const angleWithin30 = anglesMetric('angle-within-30', { mode: 'max', range: share }, shareBelow(30));
