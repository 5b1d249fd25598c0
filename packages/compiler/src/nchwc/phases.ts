/** A transposed convolution along one axis. */
interface Axis {
  /** Length of the filter. */
  readonly kernel: number;
  /** How far apart the places lie that the filter is added at. */
  readonly stride: number;
  /** How many places are cut off at the beginning. */
  readonly before: number;
}

/** What makes the numbers of a transposed convolution that lie equally far behind a multiple of the stride: a window of stride 1. */
export interface Phase {
  /** Where the window begins, from the place that it computes. */
  readonly first: number;
  /** For each place of the window, the place of the filter that counts there. */
  readonly taps: readonly number[];
}

/**
 * A transposed convolution along one axis as ordinary ones of stride 1, one for each phase: y[s q + r] = Σ w[r + p − s δ] x[q + δ]
 * over all δ for which w has such a place.
 *
 * @param axis - The convolution: the length of w, the stride s, and p, how much is cut off at the beginning.
 */
export function phasesOf({ kernel, stride, before }: Axis): readonly Phase[] {
  return Array.from({ length: stride }, (_, phase) => {
    const first = Math.floor((phase + before - kernel + stride) / stride);
    const last = Math.floor((phase + before) / stride);
    const taps = Array.from({ length: last - first + 1 }, (_, place) => phase + before - stride * (first + place));
    return { first, taps };
  });
}
